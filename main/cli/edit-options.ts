import { failure, type Result, success } from '../../shared/base/result.ts';
import type { Issue } from '../../shared/base/issue.ts';
import type { FileHandle, OperationInput } from '../../shared/contract/operations.ts';
import { impossible } from './arguments.ts';
import { type OptionName, optionValues } from './options.ts';
import type { GivenOption, ParsedCommand } from './parse-command.ts';

/** An edit as the contract takes it. Until `withHandles` its `file` is still the path that was typed. */
type Edit = OperationInput<'package.edit'>['edits'][number];
type SettingPath = Extract<Edit, { kind: 'set' }>['path'];

/** The names that `--set` takes; the compiler sees to it that they are all of them. */
const settings = {
  'identity.name': true,
  'identity.publisher': true,
  'identity.version': true,
  'properties.displayName': true,
  'properties.publisherDisplayName': true,
  'properties.description': true,
  'properties.fullVFSWriteMode': true,
  'prerequisites.osMinVersion': true,
  'prerequisites.osMaxVersionTested': true,
  'prerequisites.targetOSes': true,
} as const satisfies Readonly<Record<SettingPath, true>>;

function isSettingPath(text: string): text is SettingPath {
  return Object.hasOwn(settings, text);
}

/** The edits that options ask for, in the order in which the options were given. Issue: USE-ARGUMENT. */
export function editOptions({ given }: ParsedCommand): Result<readonly Edit[]> {
  const edits: Edit[] = [];
  const issues: Issue[] = [];
  for (const option of given) {
    const edit = readEdit(option);
    if (edit === undefined) continue;
    if (edit.ok) edits.push(edit.value);
    else issues.push(...edit.issues);
  }
  return issues.length > 0 ? failure(...issues) : success(edits);
}

/** Local files as handles, which is how every door names files to the operations. */
export function withHandles(edits: readonly Edit[], handleOf: (path: string) => FileHandle): readonly Edit[] {
  return edits.map((edit) => ('file' in edit ? { ...edit, file: handleOf(edit.file) } : edit));
}

/** `undefined` for an option that is no edit. */
function readEdit(option: GivenOption): Result<Edit> | undefined {
  const { name, value } = option;
  switch (name) {
    case 'set':
      return readSetting(value);
    case 'add-file':
      return fromPair(option, (file, part) => ({ kind: 'addFile', part, file }));
    case 'replace-file':
      return fromPair(option, (file, part) => ({ kind: 'replaceFile', part, file }));
    case 'remove-file':
      return success({ kind: 'removeFile', part: value });
    case 'rename':
      return fromPair(option, (part, to) => ({ kind: 'renameFile', part, to }));
    case 'add-folder':
      return success({ kind: 'addFolder', folder: value });
    case 'remove-folder':
      return success({ kind: 'removeFolder', folder: value });
    case 'rename-folder':
      return fromPair(option, (folder, to) => ({ kind: 'renameFolder', folder, to }));
    case 'mode':
      return fromChoice(option, ['merge', 'override'], (folder, mode) => ({
        kind: 'setFolderMode',
        folder,
        mode,
      }));
    case 'feature-block':
      return fromChoice(option, ['publishing', 'primary', 'onDemand'], (part, block) => ({
        kind: 'setFeatureBlock',
        part,
        block,
      }));
    case 'full-load':
      return success({ kind: 'setFullLoad', value: true });
    case 'no-full-load':
      return success({ kind: 'setFullLoad', value: false });
    case 'scrub-history':
      return success({ kind: 'scrubHistory' });
    default:
      return undefined;
  }
}

/** `<path>=<value>`, split at the first `=`: no path has one, a value may. */
function readSetting(text: string): Result<Edit> {
  const at = text.indexOf('=');
  if (at < 0) return notPossible('set', text);
  const path = text.slice(0, at);
  return isSettingPath(path)
    ? success({ kind: 'set', path, value: text.slice(at + 1) })
    : failure(impossible('set', path, Object.keys(settings).join(', ')));
}

/**
 * `<left>=<part>`, split at the first `=` behind which a part follows: file names may have an `=` too, but names of parts
 * begin with Root or Scripts.
 */
function fromPair({ name, value }: GivenOption, make: (left: string, part: string) => Edit): Result<Edit> {
  const [, left, part] = /^(.+?)=((?:Root|Scripts)[\\/].+)$/is.exec(value) ?? [];
  return left === undefined || part === undefined ? notPossible(name, value) : success(make(left, part));
}

/** `<left>=<choice>`, split at the last `=`. */
function fromChoice<const Choice extends string>(
  { name, value }: GivenOption,
  choices: readonly Choice[],
  make: (left: string, choice: Choice) => Edit,
): Result<Edit> {
  const at = value.lastIndexOf('=');
  const choice = choices.find((each) => each === value.slice(at + 1));
  if (at > 0 && choice !== undefined) return success(make(value.slice(0, at), choice));
  return failure(impossible(name, value, choices.map((each) => `…=${each}`).join(', ')));
}

function notPossible(name: OptionName, value: string): Result<never> {
  return failure(impossible(name, value, optionValues[name] ?? ''));
}
