import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
  teamsHighContrastTheme,
} from '@fluentui/react-components';

/** One accent, the blue of the product mark, from darkest to lightest; 80 is the accent itself in the light theme. */
const accent: BrandVariants = {
  10: '#050f1d',
  20: '#081e38',
  30: '#0a2a52',
  40: '#0b356a',
  50: '#0c4083',
  60: '#0d4b9a',
  70: '#0e55ad',
  80: '#0f5fc0',
  90: '#2b74cf',
  100: '#4a8bdc',
  110: '#62a5f0',
  120: '#7db5f4',
  130: '#9ac7f7',
  140: '#b5d6f9',
  150: '#d0e5fb',
  160: '#e8f2fd',
};

const fonts = {
  fontFamilyBase:
    '"Segoe UI Variable Text", "Segoe UI", "Open Sans", "Noto Sans", -apple-system, "Liberation Sans", system-ui, sans-serif',
  fontFamilyMonospace: '"Cascadia Code", Consolas, "JetBrains Mono", "Liberation Mono", monospace',
};

/** Background1 is the page of the content, Background3 the frame around it; see design sizes in screens/frame. */
const light: Theme = {
  ...createLightTheme(accent),
  ...fonts,
  colorNeutralBackground3: '#f5f5f5',
  colorNeutralForeground3: '#5c5c5c',
  colorNeutralForeground4: '#666666',
};

const dark: Theme = {
  ...createDarkTheme(accent),
  ...fonts,
  colorNeutralBackground1: '#262626',
  colorNeutralBackground1Hover: '#323232',
  colorNeutralBackground1Pressed: '#2a2a2a',
  colorNeutralBackground2: '#202020',
  colorNeutralBackground3: '#1c1c1c',
  colorNeutralForeground3: '#b0b0b0',
  colorNeutralForeground4: '#a0a0a0',
  colorNeutralStroke2: '#3b3b3b',
  colorNeutralStroke3: '#323232',
  colorBrandBackground2: '#1d3650',
  colorBrandBackground2Hover: '#24415f',
  colorBrandBackground: accent[110],
  colorBrandBackgroundHover: accent[120],
  colorBrandBackgroundPressed: accent[100],
  colorNeutralForegroundOnBrand: '#0b2239',
  colorBrandForeground1: accent[110],
  colorBrandForeground2: accent[120],
  colorBrandStroke1: accent[110],
  colorCompoundBrandForeground1: accent[110],
  colorCompoundBrandStroke: accent[110],
  colorCompoundBrandBackground: accent[110],
};

const highContrast: Theme = { ...teamsHighContrastTheme, ...fonts };

export type ThemeName = 'light' | 'dark' | 'high-contrast';

export const themes = { light, dark, 'high-contrast': highContrast } as const satisfies Record<
  ThemeName,
  Theme
>;
