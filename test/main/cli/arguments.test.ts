import { describe, expect, it } from 'vitest';
import { verbOptions } from '../../../main/cli/verb-names.ts';
import { runCli } from './run-cli.ts';

/** Arguments, the code of the issue and what its sentence says. All are wrong usage: exit code 2. */
const wrong: readonly (readonly [argv: readonly string[], code: string, says: RegExp])[] = [
  [
    [],
    'USE-COMMAND',
    /A command is missing: inspect, verify, unpack, build, edit, repair, open, serve, help\./,
  ],
  [['frobnicate'], 'USE-COMMAND', /There is no command frobnicate\.$/m],
  [['verfiy', 'x'], 'USE-COMMAND', /Did you mean verify\?/],
  [['Verify', 'x'], 'USE-COMMAND', /Did you mean verify\?/],
  [['help', 'nothing'], 'USE-COMMAND', /There is no command nothing/],
  [['help', 'verify', 'more'], 'USE-ARGUMENT', /more is one argument too many/],
  [['verify'], 'USE-ARGUMENT', /<package> is missing/],
  [['verify', ''], 'USE-ARGUMENT', /<package> is missing/],
  [['verify', 'a', 'b'], 'USE-ARGUMENT', /b is one argument too many/],
  [['verify', 'a', '--jsno'], 'USE-OPTION', /There is no option --jsno\. Did you mean --json\?/],
  [['verify', 'a', '--zzz'], 'USE-OPTION', /There is no option --zzz\.$/m],
  [['verify', 'a', '-x'], 'USE-OPTION', /There is no option -x\.$/m],
  [['verify', 'a', '--json=yes'], 'USE-OPTION', /Option --json takes no value/],
  [['verify', 'a', '--workers'], 'USE-OPTION', /Option --workers needs a value/],
  [['verify', 'a', '--workers', '--quiet'], 'USE-OPTION', /Option --workers needs a value/],
  [['verify', 'a', '--workers='], 'USE-OPTION', /Option --workers needs a value/],
  [
    ['verify', 'a', '--workers', '0'],
    'USE-ARGUMENT',
    /0 is not possible for --workers; possible is: 1 … 64\./,
  ],
  [['verify', 'a', '--workers', '65'], 'USE-ARGUMENT', /65 is not possible/],
  [['verify', 'a', '--workers', '2.5'], 'USE-ARGUMENT', /2\.5 is not possible/],
  [['verify', 'a', '--workers=-1'], 'USE-ARGUMENT', /-1 is not possible/],
  [['verify', 'a', '--workers', '1e1'], 'USE-ARGUMENT', /1e1 is not possible/],
  [['verify', 'a', '--workers', '2', '--workers', '3'], 'USE-OPTION', /Option --workers is given twice/],
  [['verify', 'a', '-o', 'b'], 'USE-OPTION', /Option --output does not belong to verify/],
  [['inspect', 'a', '--workers', '2'], 'USE-OPTION', /Option --workers does not belong to inspect/],
  [
    ['inspect', 'a', '--language', 'de'],
    'USE-ARGUMENT',
    /de is not possible for --language; possible is: en, fr\./,
  ],
  [['unpack', 'a'], 'USE-ARGUMENT', /-o <path> is missing/],
  [['unpack', '-o', 'b'], 'USE-ARGUMENT', /<package> is missing/],
  [['build'], 'USE-ARGUMENT', /<project\.package\.json> is missing/],
  [['build', '.'], 'USE-ARGUMENT', /--name is missing/],
  [
    ['build', 'p.package.json', '--root', 'x'],
    'USE-OPTION',
    /--root does not belong to build <project\.package\.json>/,
  ],
  [['build', 'a', '--level', 'high'], 'USE-ARGUMENT', /possible is: none, fast, default, best\./],
  [['build', 'a', '--profile', 'strict'], 'USE-ARGUMENT', /possible is: default, conservative\./],
  [['build', 'a', '--name', 'N'], 'USE-ARGUMENT', /-o <path> is missing/],
  [
    ['build', 'a', '--name', 'N', '-o', 'b', '--package-id', '12'],
    'USE-ARGUMENT',
    /12 is not possible for --package-id/,
  ],
  [['serve', '--port', '0'], 'USE-ARGUMENT', /possible is: 1 … 65535\./],
  [['serve', '--port', 'http'], 'USE-ARGUMENT', /http is not possible for --port/],
  [['serve', 'a', 'b'], 'USE-ARGUMENT', /b is one argument too many/],
  [['edit', '-o', 'b'], 'USE-ARGUMENT', /<package> is missing/],
  [['edit', 'a'], 'USE-ARGUMENT', /-o <path> is missing/],
  [['edit', '--plan'], 'USE-ARGUMENT', /<package> is missing/],
  [['edit', 'a', 'b', '-o', 'c'], 'USE-ARGUMENT', /b is one argument too many/],
  [['edit', 'a', '-o', 'b', '--as', 'next'], 'USE-ARGUMENT', /possible is: new-version, same, branch\./],
  [
    ['edit', 'a', '-o', 'b', '--set', 'identity.version'],
    'USE-ARGUMENT',
    /identity\.version is not possible for --set; possible is: <path>=<value>\./,
  ],
  [
    ['edit', 'a', '-o', 'b', '--set', 'identity.versoin=1'],
    'USE-ARGUMENT',
    /identity\.versoin is not possible for --set; possible is: identity\.name, .*prerequisites\.targetOSes\./s,
  ],
  [['edit', 'a', '-o', 'b', '--set', '__proto__=1'], 'USE-ARGUMENT', /__proto__ is not possible for --set/],
  [
    ['edit', 'a', '-o', 'b', '--add-file', 'x.txt'],
    'USE-ARGUMENT',
    /x\.txt is not possible for --add-file; possible is: <local>=<part>\./,
  ],
  [
    ['edit', 'a', '-o', 'b', '--add-file', 'x=AppxManifest.xml'],
    'USE-ARGUMENT',
    /possible is: <local>=<part>/,
  ],
  [['edit', 'a', '-o', 'b', '--add-file', '=Root/x'], 'USE-ARGUMENT', /=Root\/x is not possible/],
  [['edit', 'a', '-o', 'b', '--replace-file', 'x=Root'], 'USE-ARGUMENT', /x=Root is not possible/],
  [['edit', 'a', '-o', 'b', '--rename', 'Root/x'], 'USE-ARGUMENT', /possible is: <part>=<part>/],
  [['edit', 'a', '-o', 'b', '--rename-folder', 'Root/x=x'], 'USE-ARGUMENT', /possible is: <folder>=<folder>/],
  [['edit', 'a', '-o', 'b', '--mode', 'Root/x=hide'], 'USE-ARGUMENT', /possible is: …=merge, …=override\./],
  [
    ['edit', 'a', '-o', 'b', '--feature-block', 'Root/x=on-demand'],
    'USE-ARGUMENT',
    /possible is:\s+…=publishing, …=primary,\s+…=onDemand\./,
  ],
  [
    ['edit', 'a', '-o', 'b', '--date', '2026-02-30T12:00:00Z'],
    'USE-ARGUMENT',
    /2026-02-30T12:00:00Z is not possible for --date; possible is: YYYY-MM-DDThh:mm:ssZ\./,
  ],
  [['edit', 'a', '-o', 'b', '--date', 'today'], 'USE-ARGUMENT', /today is not possible for --date/],
  [['edit', 'a', '-o', 'b', '--workers', '0'], 'USE-ARGUMENT', /0 is not possible for --workers/],
  [
    ['edit', 'a', '-o', 'b', '--package-id', '0f8fad5b-d9cb-469f-a165-70867728950e'],
    'USE-OPTION',
    /Option --package-id does not belong to edit --as new-version/,
  ],
  [['edit', 'a', '-o', 'b', '--as', 'branch', '--package-id', '12'], 'USE-ARGUMENT', /for --package-id/],
  [['edit', 'a', '-o', 'b', '--edits', 'x', '--edits', 'y'], 'USE-OPTION', /--edits is given twice/],
  [['edit', 'a', '-o', 'b', '--remove-file'], 'USE-OPTION', /Option --remove-file needs a value/],
  [['edit', 'a', '-o', 'b', '--full-load=yes'], 'USE-OPTION', /Option --full-load takes no value/],
  [['edit', '--schema', 'a'], 'USE-ARGUMENT', /a is one argument too many/],
  [['edit', '--schema', '-o', 'a'], 'USE-OPTION', /--output does not belong to edit --schema/],
  [['build', 'a', '--set', 'x=y'], 'USE-OPTION', /Option --set does not belong to build/],
  [['repair', '-o', 'b'], 'USE-ARGUMENT', /<package> is missing/],
  [['repair', 'a'], 'USE-ARGUMENT', /-o <path> is missing/],
  [['repair', 'a', '-o', 'b', '--date', '1'], 'USE-ARGUMENT', /1 is not possible for --date/],
  [['repair', 'a', '-o', 'b', '--set', 'x=y'], 'USE-OPTION', /Option --set does not belong to repair/],
  [['open', '--no-open'], 'USE-OPTION', /--no-open does not belong to open/],
];

const verbs = ['inspect', 'verify', 'unpack', 'build', 'edit', 'repair', 'open', 'serve'];

describe('wrong arguments', () => {
  it.each(wrong)('%j', async (argv, code, says) => {
    const run = await runCli(argv);
    expect(run.err).toMatch(new RegExp(`^error {2}${code}$`, 'm'));
    expect(run.err).toMatch(says);
    expect(run.out).toBe('');
    expect(run.code).toBe(2);
  });

  it.each(wrong)('%j with --json is one document on standard output', async (argv, code) => {
    const run = await runCli([...argv, '--json']);
    const document: unknown = JSON.parse(run.out);
    expect(document).toMatchObject({
      ok: false,
      issues: [{ code, severity: 'error', part: null, where: null }],
    });
    expect(run.err).toBe('');
    expect(run.code).toBe(2);
  });

  it('are all told at once', async () => {
    const run = await runCli(['build', 'a', '--level', 'x', '--profile', 'y', '--workers', 'z']);
    expect(run.err).toMatch(/x is not possible.*y is not possible.*z is not possible/s);
  });

  it('are told at once for edits too', async () => {
    const run = await runCli(['edit', 'a', '--set', 'x', '--rename', 'y', '--as', 'z']);
    expect(run.err).toMatch(/x is not possible.*y is not possible.*z is not possible.*-o <path> is missing/s);
  });

  it('are told in French', async () => {
    const run = await runCli(['verify', '--language', 'fr']);
    expect(run.err).toContain('Il manque <package>.');
    expect(run.err).toContain('erreur  USE-ARGUMENT');
  });
});

describe('the language', () => {
  it.each([
    [{ LC_ALL: 'fr_CA.UTF-8', LANG: 'en_US.UTF-8' }, 'Utilisation'],
    [{ LC_MESSAGES: 'fr_FR', LANG: 'en_US' }, 'Utilisation'],
    [{ LANG: 'fr_FR.UTF-8' }, 'Utilisation'],
    [{ LC_ALL: '', LANG: 'fr' }, 'Utilisation'],
    [{ LC_ALL: 'C', LANG: 'fr_FR.UTF-8' }, 'Usage'],
    [{ LANG: 'de_DE.UTF-8' }, 'Usage'],
    [{}, 'Usage'],
  ])('comes from %j', async (environment, word) => {
    expect((await runCli(['--help'], { environment })).out).toContain(
      `${word}\n  packwright inspect <package>`,
    );
  });

  it.each([['--language', 'en'], ['--language=en']])(
    'is what %s asks for, whatever the environment',
    async (...option) => {
      const run = await runCli([...option, 'help'], { environment: { LANG: 'fr_FR.UTF-8' } });
      expect(run.out).toContain('Usage');
    },
  );

  it('does not change what scripts read', async () => {
    const run = await runCli(['verify', '--language', 'fr', '--json']);
    expect(JSON.parse(run.out)).toMatchObject({ issues: [{ message: '<package> is missing.' }] });
  });
});

describe('help', () => {
  it.each([['help'], ['--help'], ['-h'], ['help', 'help']])(
    '%s lists the commands on standard output',
    async (...argv) => {
      const run = await runCli(argv);
      expect(run).toMatchObject({ code: 0, err: '' });
      for (const verb of verbs) {
        expect(run.out).toMatch(new RegExp(`^  ${verb} +\\S`, 'm'));
      }
    },
  );

  it.each(verbs)('of %s has usage and examples', async (verb) => {
    const run = await runCli(['help', verb]);
    expect(run.out).toMatch(new RegExp(`^Usage\n  packwright ${verb} `, 'm'));
    expect(run.out).toMatch(new RegExp(`^Examples\n(?:.*\n)*    .*packwright ${verb} `, 'm'));
    expect(await runCli([verb, '--help'])).toEqual(run);
    expect(run.code).toBe(0);
  });

  it('fits the width of the terminal where words allow', async () => {
    const run = await runCli(['help', 'build'], { columns: 80 });
    const prose = run.out.split('\n').filter((line) => !line.includes('packwright'));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('shows every option of a command', async () => {
    const { out } = await runCli(['help', 'build']);
    for (const option of [
      '-o, --output',
      '--name',
      '--root',
      '--package-id',
      '--level',
      '--profile',
      '--workers',
      '--json',
    ]) {
      expect(out).toContain(option);
    }
  });
});

describe('the help of edit', () => {
  it.each([
    ['en', 'set a property, such as identity.version or properties.displayName'],
    ['fr', 'fixer une propriété, comme identity.version ou properties.displayName'],
  ])('shows every option, in %s', async (language, says) => {
    const { out, code } = await runCli(['help', 'edit', '--language', language]);
    expect(code).toBe(0);
    for (const option of verbOptions.edit)
      expect(out).toMatch(new RegExp(`^  (?:-., |    )--${option}\\b`, 'm'));
    expect(out.replaceAll(/\s+/g, ' ')).toContain(says);
    expect(out).toContain('  packwright edit --schema\n');
  });
});

describe('--version', () => {
  it('prints the version alone, or in a document', async () => {
    expect(await runCli(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    expect(JSON.parse((await runCli(['-V', '--json'])).out)).toEqual({
      ok: true,
      issues: [],
      version: '1.2.3',
    });
  });
});
