import type { Issue } from '../../shared/base/issue.ts';
import type {
  DocumentState as ServedState,
  FileHandle,
  FileRow,
  OpenDocument,
  Progress,
  VerifyReport,
} from '../../shared/contract/operations.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Connection } from '../api/transport.ts';
import type { FileTree, TreeRow } from './file-tree.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** What a person set for this window; kept on this computer, for this door. */
export type SettingsSlice = {
  readonly language: Language;
  /** BCP 47 locale for numbers and dates: the system's, when it is of the chosen language. */
  readonly locale: string;
  readonly theme: ThemeChoice;
  readonly sidePanel: boolean;
  setLanguage(language: Language): void;
  setTheme(theme: ThemeChoice): void;
  toggleSidePanel(): void;
};

export type Screen = 'overview' | 'files' | 'findings';

export type OpenDialog = 'none' | 'shortcuts' | 'picker';

/** What is on show, apart from the document itself. */
export type ViewSlice = {
  readonly connection: Connection;
  readonly screen: Screen;
  readonly dialog: OpenDialog;
  /** Grows each time the search field is asked for, so that it takes the focus again. */
  readonly searchRequests: number;
  /** Position of the chosen finding. */
  readonly finding: number;
  showScreen(screen: Screen): void;
  showDialog(dialog: OpenDialog): void;
  requestSearch(): void;
  chooseFinding(position: number): void;
};

/** The package on show. `issues` are those of opening it. */
export type DocumentState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'none' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed'; readonly file: FileHandle | undefined; readonly issues: readonly Issue[] }
  | { readonly kind: 'open'; readonly document: OpenDocument; readonly issues: readonly Issue[] };

export type DocumentSlice = {
  readonly document: DocumentState;
  readonly version: string;
  /** True inside Electron, where the system's own dialogs are used. */
  readonly electron: boolean;
  /** Asks the main side what to show first, and shows it. */
  start(): Promise<void>;
  open(file: FileHandle): Promise<void>;
  /** Lets the person choose a package, by the means of this door. */
  choosePackage(): Promise<void>;
  /** The page goes away: the main side need not keep the document. */
  leave(): void;
};

/** Changing the document that is on show. Each change is asked of the main side, which tells every window of it. */
export type EditingSlice = {
  /** Of the last change that could not be made. */
  readonly changeIssues: readonly Issue[];
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Makes the edits of an earlier run again, or forgets them. */
  recover(use: boolean): Promise<void>;
  /** The main side has told of a state of a document; whatever is shown and old by now is asked for again. */
  takeState(state: ServedState): void;
  /** Asks for everything again: what happened while nobody was behind the window is not known. */
  refresh(): Promise<void>;
  dismissChangeIssues(): void;
};

/** Times are milliseconds of the clock that the store was given. */
export type VerificationState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      readonly progress: Progress | undefined;
      readonly startedAt: number;
      readonly now: number;
    }
  | { readonly kind: 'stopped' }
  /** The package could not be read to its end. */
  | { readonly kind: 'failed'; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'done';
      readonly report: VerifyReport;
      readonly issues: readonly Issue[];
    };

export type VerificationSlice = {
  readonly verification: VerificationState;
  verify(): Promise<void>;
  stopVerifying(): void;
};

/** The chosen row: the same row keeps being chosen when folders above it open and close. */
export type FileSelection = { readonly folder: string; readonly index: number; readonly file: FileRow };

export type FilesSlice = {
  readonly tree: FileTree;
  readonly selection: FileSelection | undefined;
  /** Of the last page that could not be had. */
  readonly filesIssues: readonly Issue[];
  /** Loads what rows `first` to `last` of the flattened tree need. */
  loadRows(first: number, last: number): void;
  selectRow(row: TreeRow): void;
  toggleFolder(row: TreeRow): void;
  searchFiles(text: string): void;
  /** Loads the top and opens the folders that everybody opens first. */
  showTop(): Promise<void>;
  /** Opens the folders down to this path and selects it there. */
  reveal(path: string): Promise<void>;
  retryFiles(): void;
  /** The files have changed: what is shown of them is asked for again, and takes the place of the old when it is there. */
  reloadFiles(): Promise<void>;
  forgetFiles(): void;
};

/** All of the window's state: one slice a concern. */
export type WorkbenchState = DocumentSlice &
  EditingSlice &
  FilesSlice &
  SettingsSlice &
  VerificationSlice &
  ViewSlice;
