import { makeStyles, tokens } from '@fluentui/react-components';

/** Heights in CSS pixels. */
export const rowHeight = 28;
export const headHeight = 28;
export const indent = 16;

export const useGridStyles = makeStyles({
  grid: {
    position: 'relative',
    overflow: 'auto',
    minHeight: 0,
    flexGrow: 1,
    outlineStyle: 'none',
    contain: 'strict',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: `${headHeight}px`,
    background: tokens.colorNeutralBackground1,
    boxShadow: `inset 0 -1px ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  body: { position: 'relative', overflow: 'hidden' },
  row: {
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    height: `${rowHeight}px`,
    boxShadow: `inset 0 -1px ${tokens.colorNeutralStroke3}`,
    cursor: 'default',
    ':hover': { background: tokens.colorSubtleBackgroundHover },
  },
  line: {
    display: 'grid',
    alignItems: 'center',
    boxSizing: 'border-box',
    padding: '0 8px',
    columnGap: '12px',
  },
  chosen: {
    background: tokens.colorBrandBackground2,
    ':hover': { background: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': {
      background: 'Highlight',
      forcedColorAdjust: 'none',
      color: 'HighlightText',
      '& *': { color: 'HighlightText' },
    },
  },
  active: {
    'div:focus-visible > div > &': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  cell: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  end: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  first: { display: 'flex', alignItems: 'center', gap: '4px' },
  chevron: {
    width: '16px',
    height: '16px',
    flexShrink: 0,
    fontSize: '12px',
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    color: tokens.colorNeutralForeground3,
  },
  waiting: { height: '8px', width: '40%', borderRadius: '4px', background: tokens.colorNeutralStroke3 },
});
