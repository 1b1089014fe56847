import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({ place: { gridArea: 'connection' }, bar: { borderRadius: 0 } });

/** Says so when nobody is behind the window; goes away by itself when somebody is again. */
export function ConnectionBar() {
  const styles = useStyles();
  const { t } = useWords();
  const connection = useWorkbench((state) => state.connection);
  if (connection === 'online' || connection === 'connecting') return null;
  const title = t(`connection.${connection}Title`);
  // A landmark of its own: it is content, and content outside of landmarks is skipped by who jumps between them.
  return (
    <section className={styles.place} aria-label={title}>
      <MessageBar className={styles.bar} intent="warning" politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>{title}</MessageBarTitle>
          {t(`connection.${connection}Text`)}
        </MessageBarBody>
      </MessageBar>
    </section>
  );
}
