import type { CliTexts } from '../../shared/i18n/texts.ts';
import { commonOptions, type OptionName, optionTable, optionValues } from './options.ts';
import type { Style } from './style.ts';
import { displayWidth, padEnd, wrap } from './text-layout.ts';
import { type VerbName, verbNames, verbOptions } from './verb-names.ts';

type HelpOptions = { readonly t: CliTexts; readonly style: Style; readonly columns: number };
type ExampleName = Parameters<typeof exampleText>[1];

const usages = {
  inspect: ['inspect <package>'],
  verify: ['verify <package> [--workers <number>]'],
  unpack: ['unpack <package> -o <folder | file.zip> [--part <name>]'],
  build: [
    'build <project.package.json> [-o <folder | file.appv>]',
    'build <folder> --name <display name> -o <file.appv>',
  ],
  edit: [
    'edit <package> [<edit options>] [--as new-version|same|branch] [--plan] -o <file.appv>',
    'edit --schema',
  ],
  repair: ['repair <package> -o <file.appv>'],
  open: ['open [<package>]'],
  serve: ['serve [--port <number>] [--no-open] [<package>]'],
} as const satisfies Readonly<Record<VerbName, readonly string[]>>;

const examples: Readonly<Record<VerbName, readonly (readonly [ExampleName, command: string])[]>> = {
  inspect: [
    ['inspect', 'packwright inspect Notes.appv'],
    ['inspectJson', 'packwright inspect Notes.appv --json | jq -r .overview.identity.versionId'],
  ],
  verify: [
    ['verify', 'packwright verify Notes.appv'],
    ['verifyMany', 'for p in *.appv; do packwright verify "$p" --quiet || exit 1; done'],
  ],
  unpack: [
    ['unpack', 'packwright unpack Notes.appv -o notes'],
    ['unpackPart', 'packwright unpack Notes.appv --part AppxManifest.xml -o notes'],
    ['unpackZip', 'packwright unpack Notes.appv -o notes.zip'],
  ],
  build: [
    ['build', 'packwright build notes.package.json'],
    ['buildFolder', 'packwright build files --name "Contoso Notes" -o out/notes.appv'],
    ['buildBest', 'packwright build notes.package.json --level best -o out'],
  ],
  edit: [
    ['editSet', 'packwright edit Notes.appv --set properties.displayName="Contoso Notes" -o out/Notes.appv'],
    [
      'editFile',
      'packwright edit Notes.appv --add-file read.me=Root/VFS/ProgramFilesX64/Notes/read.me -o out/Notes.appv',
    ],
    ['editPlan', 'packwright edit Notes.appv --edits edits.json --plan'],
    [
      'editBranch',
      'packwright edit Notes.appv --as branch --set properties.displayName="Notes Test" -o out/Test.appv',
    ],
  ],
  repair: [['repair', 'packwright repair Damaged.appv -o out/Notes.appv']],
  open: [['open', 'packwright open Notes.appv']],
  serve: [['serve', 'packwright serve --port 8400 --no-open Notes.appv']],
};

/** The page of `packwright --help`. */
export function formatHelp({ t, style, columns }: HelpOptions): readonly string[] {
  const width = pageWidth(columns);
  return [
    `${style.bold('Packwright')}  ${t('help.tagline')}`,
    '',
    style.bold(t('help.usage')),
    ...verbNames.flatMap((verb) => usages[verb].map((usage) => `  packwright ${usage}`)),
    '',
    style.bold(t('help.commands')),
    ...definitions(
      [
        ...verbNames.map((verb) => [verb, t(`verbs.${verb}.summary`)] as const),
        ['help', t('help.helpSummary')],
      ],
      width,
    ),
    '',
    style.bold(t('help.everywhere')),
    ...definitions(
      commonOptions.map((name) => [optionSpelling(name), t(`options.${name}`)]),
      width,
    ),
    '',
    style.bold(t('help.exitCodes')),
    ...definitions(
      (['0', '1', '2', '3', '4', '5', '70'] as const).map((code) => [code, t(`exitCodes.${code}`)]),
      width,
    ),
    '',
    t('help.more'),
  ];
}

/** The page of `packwright help <verb>`. */
export function formatVerbHelp(verb: VerbName, { t, style, columns }: HelpOptions): readonly string[] {
  const width = pageWidth(columns);
  return [
    `${style.bold(`packwright ${verb}`)}  ${t(`verbs.${verb}.summary`)}`,
    ...wrap(t(`verbs.${verb}.description`), width, ''),
    '',
    style.bold(t('help.usage')),
    ...usages[verb].map((usage) => `  packwright ${usage}`),
    ...(verbOptions[verb].length === 0 ? [] : ['', style.bold(t('help.options'))]),
    ...definitions(
      verbOptions[verb].map((name) => [optionSpelling(name), optionText(t, verb, name)]),
      width,
    ),
    '',
    style.bold(t('help.everywhere')),
    ...definitions(
      commonOptions.map((name) => [optionSpelling(name), t(`options.${name}`)]),
      width,
    ),
    '',
    style.bold(t('help.examples')),
    ...examples[verb].flatMap(([name, command]) => [
      `  ${style.dim(exampleText(t, name))}`,
      `    ${command}`,
    ]),
  ];
}

function exampleText(
  t: CliTexts,
  name:
    | 'inspect'
    | 'inspectJson'
    | 'verify'
    | 'verifyMany'
    | 'unpack'
    | 'unpackPart'
    | 'unpackZip'
    | 'build'
    | 'buildFolder'
    | 'buildBest'
    | 'editSet'
    | 'editFile'
    | 'editPlan'
    | 'editBranch'
    | 'repair'
    | 'open'
    | 'serve',
): string {
  return t(`examples.${name}`);
}

/** Some options mean another thing to one command than to the others. */
function optionText(t: CliTexts, verb: VerbName, name: OptionName): string {
  if (name === 'output') return t(`options.${outputTexts[verb] ?? 'output'}`);
  if (name === 'package-id' && verb === 'edit') return t('options.packageIdBranch');
  return t(`options.${name}`);
}

const outputTexts: Readonly<Partial<Record<VerbName, 'outputUnpack' | 'outputBuild' | 'outputEdit'>>> = {
  unpack: 'outputUnpack',
  build: 'outputBuild',
  edit: 'outputEdit',
  repair: 'outputEdit',
};

function optionSpelling(name: OptionName): string {
  const option = optionTable[name];
  const short = 'short' in option ? `-${option.short}, ` : '    ';
  const value = optionValues[name];
  return `${short}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function pageWidth(columns: number): number {
  return Math.max(60, Math.min(columns, 100));
}

/** Terms with what they mean beside them. */
function definitions(
  rows: readonly (readonly [term: string, meaning: string])[],
  width: number,
): readonly string[] {
  const termWidth = Math.max(0, ...rows.map(([term]) => displayWidth(term)));
  const indent = ' '.repeat(termWidth + 4);
  return rows.flatMap(([term, meaning]) => {
    const [first = '', ...rest] = wrap(meaning, width, indent);
    return [`  ${padEnd(term, termWidth)}  ${first.trimStart()}`, ...rest];
  });
}
