/*
 * Writes the table of issue codes from the code and its English words: `node scripts/make-issue-codes.mjs [<file>]`.
 * Without a name it is docs/formats/issue-codes.md.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './lib.mjs';

/**
 * @typedef {import('../shared/i18n/issue-text.ts').IssueText} IssueText
 * @typedef {import('../shared/base/issue.ts').Severity} Severity
 * @typedef {{ code: string, severity: Severity, text: IssueText }} Row
 */

/** What each stage looks at, in the order in which a package is read. */
const stages = new Map([
  ['ZIP', 'the bytes of the container'],
  ['OPC', 'parts, block map and content types'],
  ['XML', 'the text of an XML part or file'],
  ['MAN', 'AppxManifest.xml'],
  ['FSM', 'FilesystemMetadata.xml'],
  ['STR', 'StreamMap.xml'],
  ['HIS', 'PackageHistory.xml'],
  ['REG', 'Registry.dat'],
  ['PRJ', 'package projects and what they name'],
  ['EDT', 'editing and saving a package'],
  ['IO', 'reading and writing files'],
  ['USE', 'the command or request itself'],
  ['BUG', 'Packwright'],
]);

const introduction = `# Issue codes

Written by \`node scripts/make-issue-codes.mjs\`; change the words in \`shared/i18n/en/issues.ts\`, not here.

Everything that Packwright finds wrong has a code. A code keeps its meaning and its severity, and never goes away once it is
released, so that a pipeline can rely on it. The same codes and sentences appear in the window, on the terminal and in
\`--json\`; French has the same meaning in its own words.

Severity decides the exit code when the file could be read to its end: \`error\` and \`warning\` give 1, \`info\` is a note and
gives 0 ([all exit codes](../guide/command-line.md#exit-codes)). Each finding also names its part and its place: a byte
offset in the file, a line and column, or a block (the first is 0).

The sentences stand here without their details. A word in *italics* stands for one: a name, a number, a reason.
Where the meaning is left empty, the sentence says it all.
`;

const file = process.argv[2] ?? join(root, 'docs', 'formats', 'issue-codes.md');
writeFileSync(file, formatPage(await readRows()));

/** @returns {Promise<readonly Row[]>} in the order of issue-codes.ts */
async function readRows() {
  /** @type {{ module: { issueSeverities: Readonly<Record<string, Severity>> } }} */
  const codes = await load('shared/base/issue-codes.ts');
  /** @type {{ module: { issueTexts: Readonly<Record<string, IssueText>> } }} */
  const words = await load('shared/i18n/en/issues.ts');
  return Object.entries(codes.module.issueSeverities).map(([code, severity]) => {
    const text = words.module.issueTexts[code];
    if (text === undefined) throw new Error(`${code} has no words.`);
    return { code, severity, text };
  });
}

/**
 * A module of the core.
 * @template T
 * @param {string} name
 * @returns {Promise<{ module: T }>}
 */
function load(name) {
  return runnerImport(join(root, name), { configFile: false, logLevel: 'error' });
}

/** @param {readonly Row[]} rows */
function formatPage(rows) {
  const stranger = rows.find(({ code }) => !stages.has(stageOf(code)));
  if (stranger !== undefined) throw new Error(`This script knows no stage of ${stranger.code}.`);
  const sections = Array.from(stages, ([stage, title]) =>
    [
      `## ${stage}: ${title}`,
      '',
      '| code | severity | what is wrong | what it means |',
      '|---|---|---|---|',
      ...rows.filter(({ code }) => stageOf(code) === stage).map(formatRow),
      '',
    ].join('\n'),
  );
  return [introduction, ...sections].join('\n');
}

/** @param {string} code */
function stageOf(code) {
  return code.slice(0, code.indexOf('-'));
}

/** @param {Row} row */
function formatRow({ code, severity, text }) {
  const cells = [`\`${code}\``, severity, sentence(text.message), escapeText(text.meaning ?? '')];
  return `| ${cells.join(' | ')} |`;
}

/**
 * A sentence without the details that only an occurrence has. Where nothing but details would be left, all of its
 * forms stand here, one after the other.
 * @param {string} template of shared/i18n/issue-text.ts
 */
function sentence(template) {
  const bare = template.replace(/\[\[.*?\]\]/g, '').trim();
  const shown = bare === '' ? template.replace(/\]\]\[\[/g, ' ').replace(/\[\[|\]\]/g, '') : bare;
  return escapeText(shown.replace(/ {2,}/g, ' ')).replace(/\{\{(\w+)\}\}/g, '*$1*');
}

/**
 * Text that Markdown shows as it is; braces stay for the placeholders.
 * @param {string} text
 */
function escapeText(text) {
  return text.replace(/[\\`*_[\]<>|]/g, '\\$&');
}
