import { access, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, makeCheckout, runScript } from './checkout.ts';

/** An npm that notes what it was asked for. */
const npm =
  "import { appendFileSync } from 'node:fs';\nappendFileSync('npm.log', process.argv[2] + '\\n');\n";

/** A bundler that notes each run and leaves a command line that notes what it is asked to build. */
const bundler = `
  import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
  appendFileSync('build.log', 'bundled\\n');
  mkdirSync('out/main', { recursive: true });
  writeFileSync('out/main/cli.js', \`
    import { appendFileSync } from 'node:fs';
    appendFileSync('build.log', process.argv.slice(2).join(' ') + '\\\\n');
  \`);
`;

const project: Files = {
  'tools/npm-cli.js': npm,
  'node_modules/electron-vite/bin/electron-vite.js': bundler,
  'electron.vite.config.ts': '',
  'main/a.ts': 'export const a = 1;',
};

/** What the scripts of package.json do first, in a process of its own. */
function prepare(folder: string) {
  const program = `
    import { buildIfStale, installPackages, requireNode } from './scripts/prepare.mjs';
    requireNode();
    await installPackages();
    await buildIfStale();
  `;
  const env = { npm_execpath: join(folder, 'tools', 'npm-cli.js') };
  return runScript(folder, ['--input-type=module', '--eval', program], env);
}

async function read(folder: string, name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8').catch(() => '');
}

test('the first run installs by the lock and builds; the second does nothing', async () => {
  const folder = await makeCheckout(project);
  expect((await prepare(folder)).code).toBe(0);
  expect(await read(folder, 'npm.log')).toBe('ci\n');
  expect(await read(folder, 'build.log')).toBe('bundled\n');
  const again = await prepare(folder);
  expect(again).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await read(folder, 'npm.log')).toBe('ci\n');
  expect(await read(folder, 'build.log')).toBe('bundled\n');
});

test('another lock installs again', async () => {
  const folder = await makeCheckout(project);
  await prepare(folder);
  await writeFile(join(folder, 'package-lock.json'), '{ "lockfileVersion": 3 }');
  await prepare(folder);
  expect(await read(folder, 'npm.log')).toBe('ci\nci\n');
});

test('a failed installation ends the command and is tried again', async () => {
  const folder = await makeCheckout({ ...project, 'tools/npm-cli.js': `${npm}process.exit(1);` });
  const { code, stderr } = await prepare(folder);
  expect(code).toBe(2);
  expect(stderr).toContain('Packages could not be installed');
  await writeFile(join(folder, 'tools', 'npm-cli.js'), npm);
  expect((await prepare(folder)).code).toBe(0);
  expect(await read(folder, 'npm.log')).toBe('ci\nci\n');
});

test('another source builds again, another time stamp does not', async () => {
  const folder = await makeCheckout(project);
  await prepare(folder);
  await utimes(join(folder, 'main', 'a.ts'), new Date(0), new Date(0));
  await prepare(folder);
  expect(await read(folder, 'build.log')).toBe('bundled\n');
  await writeFile(join(folder, 'main', 'a.ts'), 'export const a = 2;');
  await prepare(folder);
  expect(await read(folder, 'build.log')).toBe('bundled\nbundled\n');
});

test('a failed build ends the command and is not taken for a finished one', async () => {
  const folder = await makeCheckout(project);
  await prepare(folder);
  const path = join(folder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  await writeFile(path, `${bundler}process.exit(1);`);
  await writeFile(join(folder, 'main', 'a.ts'), 'export const a = ;');
  const { code, stderr } = await prepare(folder);
  expect(code).toBe(2);
  expect(stderr).toContain('The build failed');
  await expect(access(join(folder, 'out', 'build.txt'))).rejects.toThrow('ENOENT');
});

test('a build makes the packages of the samples', async () => {
  const folder = await makeCheckout({ ...project, 'assets/samples/notes/notes.package.json': '{}' });
  await prepare(folder);
  expect(await read(folder, 'build.log')).toBe(
    'bundled\nbuild assets/samples/notes/notes.package.json -o out/samples/notes.appv --quiet\n',
  );
});

test('an older Node is told which one is needed', async () => {
  const folder = await makeCheckout({
    ...project,
    'package.json': JSON.stringify({ type: 'module', engines: { node: '>=99.1' } }),
  });
  const { code, stderr } = await prepare(folder);
  expect(code).toBe(2);
  expect(stderr).toBe(`Packwright needs Node 99.1 or newer; this is Node ${process.versions.node}.\n`);
});
