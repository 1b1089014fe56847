import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { keysText } from '../../commands/command-button.tsx';
import { commands } from '../../commands/registry.ts';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '520px' },
  table: { width: '100%', borderCollapse: 'collapse', margin: '0 0 16px' },
  cell: {
    padding: '4px 0',
    height: '20px',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  keys: {
    textAlign: 'right',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    padding: '4px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  note: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** Every command that has keys, straight from the registry. */
export function ShortcutsDialog() {
  const styles = useStyles();
  const { t } = useWords();
  const open = useWorkbench((state) => state.dialog === 'shortcuts');
  const showDialog = useWorkbench((state) => state.showDialog);
  return (
    <Dialog open={open} onOpenChange={() => showDialog('none')}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('commands.shortcuts')}</DialogTitle>
          <DialogContent>
            <table className={styles.table}>
              <tbody>
                {commands.map(
                  (command) =>
                    command.keys !== undefined && (
                      <tr key={command.id}>
                        <th scope="row" className={styles.cell}>
                          {command.label(t)}
                        </th>
                        <td className={styles.keys}>{keysText(command.keys)}</td>
                      </tr>
                    ),
                )}
              </tbody>
            </table>
            <p className={styles.note}>{t('shortcuts.lists')}</p>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => showDialog('none')}>
              {t('dialog.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
