import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({ bar: { gridArea: 'connection', borderRadius: 0 } });

/** Says so when nobody is behind the window; goes away by itself when somebody is again. */
export function ConnectionBar() {
  const styles = useStyles();
  const { t } = useWords();
  const connection = useWorkbench((state) => state.connection);
  if (connection === 'online' || connection === 'connecting') return null;
  return (
    <MessageBar className={styles.bar} intent="warning" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{t(`connection.${connection}Title`)}</MessageBarTitle>
        {t(`connection.${connection}Text`)}
      </MessageBarBody>
    </MessageBar>
  );
}
