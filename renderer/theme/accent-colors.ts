import type { ThemeName } from './themes.ts';

/**
 * Hues that tell the shares of a picture apart, in the order of their use. Neighbours differ in lightness too, and a
 * share always has its name beside it: colour alone tells nothing. Text on them has the given ink.
 */
const shares = {
  light: {
    fills: ['#8fb8ec', '#f6c28b', '#9fd3b0', '#c9b6ea', '#f0b3bd', '#b9c7d3', '#d9d28f'],
    ink: '#0d1b2a',
  },
  dark: {
    fills: ['#6ea2dd', '#d99e5f', '#74b48a', '#a68fd0', '#cf8793', '#8d9dab', '#b3ac66'],
    ink: '#0d1b2a',
  },
  'high-contrast': { fills: ['Canvas'], ink: 'CanvasText' },
} as const satisfies Record<ThemeName, { readonly fills: readonly string[]; readonly ink: string }>;

export function shareColor(theme: ThemeName, position: number): string {
  const { fills } = shares[theme];
  return fills[position % fills.length] ?? 'transparent';
}

export function shareInk(theme: ThemeName): string {
  return shares[theme].ink;
}
