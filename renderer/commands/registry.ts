import {
  ArrowClockwiseRegular,
  ArrowRedoRegular,
  ArrowUndoRegular,
  DeleteRegular,
  DocumentArrowUpRegular,
  DocumentSearchRegular,
  FolderOpenRegular,
  FolderRegular,
  HomeRegular,
  KeyboardRegular,
  PanelRightRegular,
  ShieldCheckmarkRegular,
  StopRegular,
  TaskListLtrRegular,
} from '@fluentui/react-icons';
import type { DocumentState } from '../../shared/contract/operations.ts';
import type { WorkbenchState } from '../store/workbench-state.ts';
import type { Command } from './command.ts';

const always = (): boolean => true;
const hasDocument = (state: WorkbenchState): boolean => state.document.kind === 'open';
const isOnline = (state: WorkbenchState): boolean => state.connection === 'online';
const isVerifying = (state: WorkbenchState): boolean => state.verification.kind === 'running';

function documentState({ document }: WorkbenchState): DocumentState | undefined {
  return document.kind === 'open' ? document.document.state : undefined;
}

export const openPackage: Command = {
  id: 'package.open',
  label: (t) => t('commands.openPackage'),
  icon: FolderOpenRegular,
  keys: 'Ctrl+O',
  isEnabled: (state) => state.connection === 'online',
  run: (state) => void state.choosePackage(),
};

const undo: Command = {
  id: 'edit.undo',
  label: (t) => t('commands.undo'),
  icon: ArrowUndoRegular,
  keys: 'Ctrl+Z',
  leavesTextFields: true,
  isEnabled: (state) => isOnline(state) && documentState(state)?.undo != null,
  run: (state) => void state.undo(),
};

const redo: Command = {
  id: 'edit.redo',
  label: (t) => t('commands.redo'),
  icon: ArrowRedoRegular,
  keys: 'Ctrl+Y',
  otherKeys: ['Ctrl+Shift+Z'],
  leavesTextFields: true,
  isEnabled: (state) => isOnline(state) && documentState(state)?.redo != null,
  run: (state) => void state.redo(),
};

export const restoreEdits: Command = {
  id: 'edit.restore',
  label: (t) => t('recovery.restore'),
  icon: DocumentArrowUpRegular,
  isEnabled: (state) => isOnline(state) && documentState(state)?.recovery?.applies === true,
  run: (state) => void state.recover(true),
};

export const discardEdits: Command = {
  id: 'edit.discard',
  label: (t) => t('recovery.discard'),
  icon: DeleteRegular,
  isEnabled: (state) => isOnline(state) && documentState(state)?.recovery != null,
  run: (state) => void state.recover(false),
};

export const verify: Command = {
  id: 'package.verify',
  label: (t) => t('commands.verify'),
  icon: ShieldCheckmarkRegular,
  keys: 'F9',
  isEnabled: (state) => hasDocument(state) && state.connection === 'online' && !isVerifying(state),
  run: (state) => void state.verify(),
};

export const stopVerifying: Command = {
  id: 'package.stopVerifying',
  label: (t) => t('commands.stopVerifying'),
  icon: StopRegular,
  keys: 'Shift+F9',
  isEnabled: isVerifying,
  run: (state) => state.stopVerifying(),
};

export const showOverview: Command = {
  id: 'view.overview',
  label: (t) => t('nav.overview'),
  icon: HomeRegular,
  keys: 'Alt+1',
  isEnabled: hasDocument,
  run: (state) => state.showScreen('overview'),
};

export const showFiles: Command = {
  id: 'view.files',
  label: (t) => t('nav.files'),
  icon: FolderRegular,
  keys: 'Alt+2',
  isEnabled: hasDocument,
  run: (state) => state.showScreen('files'),
};

export const showFindings: Command = {
  id: 'view.findings',
  label: (t) => t('nav.findings'),
  icon: TaskListLtrRegular,
  keys: 'Alt+3',
  isEnabled: hasDocument,
  run: (state) => state.showScreen('findings'),
};

const findFiles: Command = {
  id: 'files.find',
  label: (t) => t('commands.findFiles'),
  icon: DocumentSearchRegular,
  keys: 'Ctrl+F',
  isEnabled: hasDocument,
  run: (state) => state.requestSearch(),
};

export const toggleSidePanel: Command = {
  id: 'view.sidePanel',
  label: (t) => t('commands.sidePanel'),
  icon: PanelRightRegular,
  keys: 'Ctrl+B',
  isEnabled: always,
  run: (state) => state.toggleSidePanel(),
};

export const retry: Command = {
  id: 'package.retry',
  label: (t) => t('commands.retry'),
  icon: ArrowClockwiseRegular,
  isEnabled: (state) => state.document.kind === 'failed' && state.connection === 'online',
  run: (state) => {
    if (state.document.kind !== 'failed') return;
    void (state.document.file === undefined ? state.start() : state.open(state.document.file));
  },
};

const showShortcuts: Command = {
  id: 'help.shortcuts',
  label: (t) => t('commands.shortcuts'),
  icon: KeyboardRegular,
  keys: 'F1',
  isEnabled: always,
  run: (state) => state.showDialog('shortcuts'),
};

/** Every command of the window, in the order in which lists show them. */
export const commands: readonly Command[] = [
  openPackage,
  undo,
  redo,
  restoreEdits,
  discardEdits,
  verify,
  stopVerifying,
  showOverview,
  showFiles,
  showFindings,
  findFiles,
  toggleSidePanel,
  retry,
  showShortcuts,
];

export function runCommand(id: string, state: WorkbenchState): void {
  const command = commands.find((each) => each.id === id);
  if (command?.isEnabled(state)) command.run(state);
}
