import { z } from 'zod';
import { type Issue, issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import type { PackageId } from '../../base/guid.ts';
import { readJsonText } from './json-text.ts';
import {
  freeText,
  globs,
  guid,
  innerPath,
  name,
  relativeForm,
  relativePath,
  time,
  tokenPath,
  version,
  windowsFolder,
} from './project-forms.ts';
import { formatJsonPath, type SchemaProblem, schemaProblems } from './schema-problems.ts';
import { windowsName } from './windows-name.ts';

/*
 * The package project, `<name>.package.json`: a folder of files and what the package says about it. The published form
 * is assets/schemas/package.schema.json, made from `packageProjectSchema`; docs/formats/package-project.md explains it.
 */

const shortcut = z.strictObject({
  path: tokenPath.describe('Token path of the .lnk file, for example [{Common Programs}]\\Contoso Notes.lnk'),
  arguments: freeText(32_767).optional(),
  workingDirectory: tokenPath.optional(),
  description: freeText(260).optional(),
  icon: name(32_767)
    .regex(new RegExp(`^(?:\\[.*|${relativeForm})$`), {
      error: 'a path relative to the project file, or a token path',
    })
    .optional()
    .describe(
      'An .ico file: a path relative to the project file, or the token path of a file in the package',
    ),
  showCommand: z
    .enum(['normal', 'maximized', 'minimized'])
    .optional()
    .describe('How the first window opens; normal when absent'),
});

const application = z.strictObject({
  target: tokenPath.describe('Token path of the program, which is also the id of the application'),
  name: name(256),
  version: name(64).optional(),
  targetInPackage: z
    .boolean()
    .optional()
    .describe('false for a program of Windows such as [{System}]\\mshta.exe; true when absent'),
  shortcuts: z.array(shortcut).optional(),
});

const source = z.strictObject({
  folder: relativePath.describe('Folder with the files, relative to the project file'),
  root: tokenPath.describe('Where the content of the folder goes in the package'),
  mode: z
    .enum(['override', 'merge'])
    .optional()
    .describe('Whether the folder hides what the computer has at that place, or both show together'),
  files: globs.optional().describe('Take only what one of these patterns matches; everything when absent'),
  exclude: globs.optional().describe('Leave out what one of these patterns matches'),
  emptyFolders: z
    .array(innerPath)
    .optional()
    .describe('Folders to make even where the source does not have them, relative to the folder'),
});

/** Tokens of Prerequisites/TargetOSes, as Microsoft's publishing metadata lists them. */
export const targetOSTokens = [
  'WindowsClient_6.1_x86',
  'WindowsClient_6.1_x64',
  'WindowsClient_6.2_x86',
  'WindowsClient_6.2_x64',
  'WindowsClient_6.3_x86',
  'WindowsClient_6.3_x64',
  'WindowsClient_10.0_x86',
  'WindowsClient_10.0_x64',
  'WindowsServer_6.1_x86',
  'WindowsServer_6.1_x64',
  'WindowsServer_6.2_x86',
  'WindowsServer_6.2_x64',
  'WindowsServer_6.3_x86',
  'WindowsServer_6.3_x64',
] as const;

export const packageProjectSchema = z.strictObject({
  $schema: freeText(4096).optional().describe('Where the schema of this file is, for editors'),
  packageId: guid.describe('Identity of the package in all its versions'),
  versionId: guid.optional().describe('Identity of this version; computed from the content when absent'),
  name: name(256).describe('Display name of the package'),
  version: version.describe('Version that people see'),
  description: freeText(32_767).optional(),
  date: time.optional().describe('Time written into the history of the package'),
  targetOSes: z
    .array(z.enum(targetOSTokens))
    .optional()
    .describe('Operating systems; every one when empty or absent'),
  sequencingStationProcessorArchitecture: z
    .enum(['x86', 'x64'])
    .optional()
    .describe('Kind of Windows whose folders the sources were made for; x64 when absent'),
  languages: z
    .array(
      z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, { error: 'a language tag such as en-us' }),
    )
    .min(1)
    .optional()
    .describe('Languages of the application; en-us when absent'),
  primaryVirtualApplicationDirectory: name(259)
    .regex(windowsFolder, {
      error: 'a folder such as C:\\Contoso Notes',
    })
    .optional()
    .describe('Folder that the root of the package stands for; C:\\ and the display name when absent'),
  fullVfsWriteMode: z
    .boolean()
    .optional()
    .describe('Whether programs may write to every folder of the package'),
  sources: z.array(source).min(1),
  applications: z.array(application).optional(),
  publishingFeatureBlock: z
    .array(tokenPath)
    .optional()
    .describe('Files that publishing downloads, besides the icons of shortcuts'),
});

type Immutable<Value> = Value extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Immutable<Value[Key]> }
    : Value;

export type PackageProject = Immutable<z.output<typeof packageProjectSchema>>;
export type PackageSource = PackageProject['sources'][number];
export type PackageApplication = NonNullable<PackageProject['applications']>[number];
export type PackageShortcut = NonNullable<PackageApplication['shortcuts']>[number];

/**
 * Reads a project file. Issues: PRJ-NOT-JSON with line and column; PRJ-INVALID, one for each value that does not
 * follow the schema, with line, column, the JSON path in `path` and in `reason` what is expected.
 */
export function parsePackageProject(text: string): Result<PackageProject> {
  const json = readJsonText(text);
  if (!json.ok) return json;
  const { value, placeOf, twice } = json.value;
  const invalid = ({ path, reason }: SchemaProblem): Issue =>
    issue('PRJ-INVALID', { where: placeOf(path), params: { path: formatJsonPath(path), reason } });
  const checked = packageProjectSchema.safeParse(value);
  const issues = twice.map((path) => invalid({ path, reason: 'this property is there twice' }));
  if (!checked.success) {
    return failure(...issues, ...schemaProblems(value, checked.error.issues).map(invalid));
  }
  return issues.length > 0 ? failure(...issues) : success(checked.data);
}

/** Writes a project as it is meant to be read in a difference: keys in the order of the schema, one thing a line. */
export function formatPackageProject(project: PackageProject): string {
  return `${JSON.stringify(inSchemaOrder(project), null, 2)}\n`;
}

function inSchemaOrder(project: PackageProject): unknown {
  return {
    ...ordered(project, packageProjectSchema.shape),
    sources: project.sources.map((each) => ordered(each, source.shape)),
    ...(project.applications === undefined
      ? {}
      : { applications: project.applications.map(applicationInOrder) }),
  };
}

function applicationInOrder(each: PackageApplication): unknown {
  const shortcuts = each.shortcuts?.map((one) => ordered(one, shortcut.shape));
  return { ...ordered(each, application.shape), ...(shortcuts === undefined ? {} : { shortcuts }) };
}

function ordered(value: object, shape: object): Record<string, unknown> {
  const order = Object.keys(shape);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([left], [right]) => order.indexOf(left) - order.indexOf(right)));
}

/** A project for one folder, as a bare `build <folder> --name` writes it beside the package. */
export function newPackageProject(given: {
  readonly packageId: PackageId;
  readonly name: string;
  /** Relative to the project file, with `/`. */
  readonly folder: string;
  /** `[{ProgramFilesX64}]\<name>` when absent. */
  readonly root?: string | undefined;
}): PackageProject {
  return {
    packageId: given.packageId,
    name: given.name,
    version: '0.0.0.1',
    sources: [
      { folder: given.folder, root: given.root ?? `[{ProgramFilesX64}]\\${windowsName(given.name)}` },
    ],
  };
}
