import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ErrorCircleFilled, InfoFilled, WarningFilled } from '@fluentui/react-icons';

export type Mark = 'error' | 'warning' | 'info' | 'good';

const useStyles = makeStyles({
  mark: { flexShrink: 0, fontSize: '16px', verticalAlign: 'text-bottom' },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  info: { color: tokens.colorBrandForeground1 },
  good: { color: tokens.colorStatusSuccessForeground1 },
});

const icons = {
  error: ErrorCircleFilled,
  warning: WarningFilled,
  info: InfoFilled,
  good: CheckmarkCircleFilled,
} as const;

/** A shape and a colour for a verdict. Its word has to stand beside it. */
export function SeverityMark({ mark }: { readonly mark: Mark }) {
  const styles = useStyles();
  const Icon = icons[mark];
  return <Icon className={mergeClasses(styles.mark, styles[mark])} aria-hidden />;
}
