import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

/** Arguments, the code of the issue and what its sentence says. All are wrong usage: exit code 2. */
const wrong: readonly (readonly [argv: readonly string[], code: string, says: RegExp])[] = [
  [[], 'USE-COMMAND', /A command is missing: inspect, verify, unpack, build, open, serve, help\./],
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
  [['open', '--no-open'], 'USE-OPTION', /--no-open does not belong to open/],
];

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
      for (const verb of ['inspect', 'verify', 'unpack', 'build', 'open', 'serve']) {
        expect(run.out).toMatch(new RegExp(`^  ${verb} +\\S`, 'm'));
      }
    },
  );

  it.each(['inspect', 'verify', 'unpack', 'build', 'open', 'serve'])(
    'of %s has usage and examples',
    async (verb) => {
      const run = await runCli(['help', verb]);
      expect(run.out).toMatch(new RegExp(`^Usage\n  packwright ${verb} `, 'm'));
      expect(run.out).toMatch(new RegExp(`^Examples\n(?:.*\n)*    .*packwright ${verb} `, 'm'));
      expect(await runCli([verb, '--help'])).toEqual(run);
      expect(run.code).toBe(0);
    },
  );

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
