import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  tag: {
    display: 'inline-block',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: '9px',
    padding: '0 8px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
  },
});

export function Tag({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  return <span className={styles.tag}>{children}</span>;
}
