import type { CliTexts } from '../../shared/i18n/texts.ts';
import type { Result } from '../../shared/base/result.ts';
import type {
  FileHandle,
  OperationContext,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../../shared/contract/operations.ts';
import type { CommandLineIo } from './command-line-io.ts';
import type { ParsedCommand } from './parse-command.ts';
import type { Preferences } from './preferences.ts';
import type { Style } from './style.ts';

/** The operations, as the command line calls them. */
export type CommandLineOperations = {
  /** The handle of a path, absolute or relative to the working folder. */
  readonly file: (path: string) => FileHandle;
  /** Never rejects. */
  readonly run: <Name extends OperationName>(
    name: Name,
    input: OperationInput<Name>,
    context: OperationContext,
  ) => Promise<Result<OperationOutput<Name>>>;
};

/** What `serve` needs of the loopback host. */
export type ServedWindow = {
  readonly url: string;
  close(): Promise<void>;
};

/** The rest of the product, given by the entry. Each is loaded when a command needs it. */
export type CommandLineServices = {
  readonly version: string;
  readonly operations: () => Promise<CommandLineOperations>;
  /** Starts the loopback host; rejects when the port cannot be had. */
  readonly serve: (options: { readonly package?: string; readonly port?: number }) => Promise<ServedWindow>;
  /** Opens the application's window. `false` where there is none. */
  readonly openWindow: (packagePath: string | undefined) => Promise<boolean>;
  readonly openBrowser: (url: string) => Promise<void>;
};

export type VerbContext = Preferences & {
  readonly command: ParsedCommand;
  readonly io: CommandLineIo;
  readonly services: CommandLineServices;
  readonly t: CliTexts;
  /** Emphasis for standard output. */
  readonly style: Style;
};
