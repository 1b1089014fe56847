import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../main/cli/parse-command.ts';
import { cliTexts } from '../../shared/i18n/en/cli.ts';
import { makeTree, root, runScript } from './checkout.ts';
import { anchors, codeSpans, fencedBlocks, linkTargets, shellWords } from './markdown.ts';

const inDocs = (await readdir(join(root, 'docs'), { recursive: true })).map((name) => join('docs', name));
const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...inDocs.filter((name) => name.endsWith('.md')),
];
const texts = new Map<string, string>();
for (const page of pages) texts.set(page, await readFile(join(root, page), 'utf8'));
const readme = texts.get('README.md') ?? '';

/** The arguments of a line that runs the built command line, as a person types it in the checkout. */
function builtCommand(line: string): readonly string[] | undefined {
  const typed = /^(?:node out\/main\/cli\.js|npx packwright) (.+)$/.exec(line)?.[1];
  return typed === undefined ? undefined : shellWords(typed);
}

/** A folder in which the README's commands find what a checkout has, and write what must not stay in one. */
async function makeWorkplace(): Promise<string> {
  const folder = await makeTree({});
  await mkdir(join(folder, 'out'));
  await symlink(join(root, 'out', 'main'), join(folder, 'out', 'main'), 'junction');
  await cp(join(root, 'assets', 'samples'), join(folder, 'assets', 'samples'), { recursive: true });
  await cp(join(root, 'docs', 'guide'), join(folder, 'docs', 'guide'), { recursive: true });
  return folder;
}

/** Sizes differ a little with the zlib that comes with Node, and each build of a bare folder has its own ids. */
function withoutNumbers(text: string): string {
  return text.replace(/[0-9][0-9.,]*/g, '#');
}

describe('README.md', () => {
  test('its commands work as they are typed, and print what it shows', async () => {
    const folder = await makeWorkplace();
    let printed = '';
    let runs = 0;
    let compared = 0;
    for (const { language, lines } of fencedBlocks(readme)) {
      for (const command of language === 'sh' ? lines.map(builtCommand) : []) {
        if (command === undefined) continue;
        const finished = await runScript(folder, ['out/main/cli.js', ...command], {
          LANG: 'en_GB.UTF-8',
          LC_ALL: '',
        });
        expect(finished, command.join(' ')).toMatchObject({ code: 0, stderr: '' });
        printed += finished.stdout;
        runs += 1;
      }
      for (const line of language === 'text' ? lines : []) {
        if (line === '...') continue;
        expect(withoutNumbers(printed)).toContain(withoutNumbers(line));
        compared += 1;
      }
    }
    expect(runs).toBeGreaterThanOrEqual(5);
    expect(compared).toBeGreaterThanOrEqual(5);
  });

  test('its npm commands are scripts of package.json', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm (start|test|run [a-z]+)/g)].map(([, name = '']) =>
      name.replace('run ', ''),
    );
    expect(named).toContain('start');
    expect(named).toContain('test');
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  test('is one screen', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(100);
  });
});

describe('the pages of the project', () => {
  test('link to files and headings that are there', async () => {
    const links = [...texts].flatMap(([page, text]) => linkTargets(text).map((target) => ({ page, target })));
    const local = links.filter(({ target }) => !/^https?:/.test(target));
    expect(local.length).toBeGreaterThan(20);
    const leads = await Promise.all(local.map((link) => leadsSomewhere(link)));
    expect(local.filter((_link, index) => leads[index] !== true)).toEqual([]);
  });

  test('name files that are there', () => {
    const named = [...texts].flatMap(([page, text]) =>
      codeSpans(text)
        .filter((code) => /^(?:assets|main|renderer|scripts|shared|test)\/[\w./-]+$/.test(code))
        .map((name) => ({ page, name })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ name }) => !existsSync(join(root, name)))).toEqual([]);
  });

  test('show commands that exist, with options that they take', () => {
    const examples = [...texts].flatMap(([page, text]) =>
      fencedBlocks(text)
        .filter(({ language }) => /^(?:sh|powershell)$/.test(language))
        .flatMap(({ lines }) => lines.flatMap(exampleCommands))
        .map((command) => ({ page, command })),
    );
    expect(examples.length).toBeGreaterThan(10);
    expect(examples.filter(({ command }) => !parseCommand(shellWords(command)).ok)).toEqual([]);
  });
});

async function leadsSomewhere({ page, target }: { page: string; target: string }): Promise<boolean> {
  const [name = '', anchor] = target.split('#');
  const file = name === '' ? join(root, page) : join(root, dirname(page), name);
  if (!existsSync(file)) return false;
  return anchor === undefined || anchors(await readFile(file, 'utf8')).includes(anchor);
}

/** What stands behind `packwright` in a line of a shell, up to a pipe or whatever else ends a command there. */
function exampleCommands(line: string): readonly string[] {
  return Array.from(line.matchAll(/(?:^|[\s(])packwright ([^|;>&)]+)/g), ([, command = '']) => command);
}

test('the exit codes are those of the help', () => {
  const guide = texts.get(join('docs', 'guide', 'command-line.md'));
  for (const [code, meaning] of Object.entries(cliTexts.exitCodes)) {
    expect(guide).toContain(`\n| ${code} | ${meaning} |\n`);
  }
});
