import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { assertNever } from '../../../shared/base/assert.ts';
import type { Client } from '../../api/client.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useWorkbench } from '../../store/workbench-store.ts';
import type { ThemeName } from '../../theme/themes.ts';
import { FilesPanel } from '../files/files-panel.tsx';
import { FilesScreen } from '../files/files-screen.tsx';
import { FindingsPanel } from '../findings/findings-panel.tsx';
import { FindingsScreen } from '../findings/findings-screen.tsx';
import { OverviewPanel } from '../overview/overview-panel.tsx';
import { OverviewScreen } from '../overview/overview-screen.tsx';
import { useWords } from '../use-words.ts';
import { Announcer } from './announcer.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { EditsBar } from './edits-bar.tsx';
import { FilePicker } from './file-picker.tsx';
import { Navigation } from './navigation.tsx';
import { NoDocument } from './no-document.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

const useStyles = makeStyles({
  frame: {
    height: '100%',
    display: 'grid',
    gridTemplateRows: '40px auto auto minmax(0, 1fr) 24px',
    gridTemplateColumns: '232px minmax(0, 1fr) auto',
    gridTemplateAreas:
      '"title title title" "connection connection connection" "edits edits edits" "navigation content panel" "status status status"',
    background: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  content: {
    gridArea: 'content',
    background: tokens.colorNeutralBackground1,
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    overflowX: 'hidden',
    overflowY: 'auto',
    padding: '16px 24px 0',
    outlineStyle: 'none',
  },
  panel: {
    gridArea: 'panel',
    width: '320px',
    boxSizing: 'border-box',
    overflowY: 'auto',
    padding: '16px',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
  },
  wide: { gridColumnEnd: 'panel' },
});

/** Title bar, navigation, content, side panel and status bar: what every screen stands in. */
export function Frame({ client, theme }: { readonly client: Client; readonly theme: ThemeName }) {
  useCommands(client);
  const styles = useStyles();
  const { t } = useWords();
  const opened = useWorkbench((state) => state.document.kind === 'open');
  const sidePanel = useWorkbench((state) => state.sidePanel);
  const showPanel = opened && sidePanel;
  return (
    <div className={styles.frame}>
      <TitleBar />
      <ConnectionBar />
      <EditsBar />
      <Navigation />
      <main className={mergeClasses(styles.content, !showPanel && styles.wide)} tabIndex={-1}>
        {opened ? <CurrentScreen theme={theme} /> : <NoDocument />}
      </main>
      {showPanel && (
        <aside className={styles.panel} aria-label={t('panel.label')}>
          <CurrentPanel />
        </aside>
      )}
      <StatusBar />
      <Announcer />
      <FilePicker />
      <ShortcutsDialog />
    </div>
  );
}

function CurrentScreen({ theme }: { readonly theme: ThemeName }) {
  const screen = useWorkbench((state) => state.screen);
  switch (screen) {
    case 'overview':
      return <OverviewScreen theme={theme} />;
    case 'files':
      return <FilesScreen />;
    case 'findings':
      return <FindingsScreen />;
    default:
      return assertNever(screen);
  }
}

function CurrentPanel() {
  const screen = useWorkbench((state) => state.screen);
  switch (screen) {
    case 'overview':
      return <OverviewPanel />;
    case 'files':
      return <FilesPanel />;
    case 'findings':
      return <FindingsPanel />;
    default:
      return assertNever(screen);
  }
}
