import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { Fragment, type ReactNode, useState } from 'react';
import { copyText } from './copy-text.ts';

export type Fact = {
  readonly name: string;
  readonly value: ReactNode;
  /** Text for the clipboard, with the words of its button and of the moment after. */
  readonly copy?: { readonly text: string; readonly label: string; readonly done: string };
  readonly monospace?: boolean;
};

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'fit-content(45%) minmax(0, 1fr)', margin: 0 },
  name: {
    padding: '4px 16px 3px 0',
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
  },
  value: {
    margin: 0,
    padding: '4px 0 3px',
    minHeight: '20px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: '4px',
  },
  last: { borderBottomColor: 'transparent' },
  monospace: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, lineHeight: '20px' },
  copy: { minWidth: '20px', width: '20px', height: '20px', padding: 0, flexShrink: 0 },
});

/** Names with their values, one a line. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      {facts.map((fact, index) => {
        const last = index === facts.length - 1 && styles.last;
        return (
          <Fragment key={fact.name}>
            <dt className={mergeClasses(styles.name, last)}>{fact.name}</dt>
            <dd className={mergeClasses(styles.value, last)}>
              <span className={mergeClasses(fact.monospace === true && styles.monospace)}>{fact.value}</span>
              {fact.copy && <CopyButton {...fact.copy} />}
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}

export function CopyButton({
  text,
  label,
  done,
}: {
  readonly text: string;
  readonly label: string;
  readonly done: string;
}) {
  const styles = useStyles();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    setCopied(await copyText(text));
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <Button
      className={styles.copy}
      appearance="subtle"
      size="small"
      icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
      aria-label={copied ? done : label}
      title={copied ? done : label}
      onClick={() => void copy()}
    />
  );
}
