/* What every command of package.json begins with: the Node version, the installed packages, the build. */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, readJson, root, runNode, stop } from './lib.mjs';

/** For what the scripts remember between runs. Goes away with the packages, which it speaks about. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'packwright');

const installStamp = join(cacheFolder, 'install.txt');
const buildStamp = join(root, 'out', 'build.txt');
const commandLine = 'out/main/cli.js';
const samplesFolder = 'assets/samples';

/** What a build reads; whatever is not here cannot change what is built. */
const buildFolders = ['assets/icons', samplesFolder, 'main', 'renderer', 'shared'];
const buildFiles = ['electron.vite.config.ts', 'package-lock.json', 'package.json'];

/** The oldest Node is the one that package.json names: `engines.node`, of the form `>=20.19`. */
export function requireNode() {
  const wanted = String(readJson(join(root, 'package.json')).engines.node).replace('>=', '');
  const [major = 0, minor = 0] = wanted.split('.').map(Number);
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  stop(`Packwright needs Node ${wanted} or newer; this is Node ${process.versions.node}.`);
}

/**
 * @param {string} path
 * @returns {string | undefined}
 */
function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * @param {string} path
 * @param {string} text
 */
export function writeStamp(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Installed packages depend on the lock, and some of them hold binaries for one system, processor and Node ABI. */
function installKey() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return [lock, process.platform, process.arch, process.versions.modules].join(' ');
}

/**
 * npm's own script, to be run by the Node that runs us: no shell and no npm.cmd, so it works the same on Windows.
 * @returns {string}
 */
function npmScript() {
  const given = process.env['npm_execpath'] ?? '';
  const home = dirname(process.execPath);
  const candidates = [
    ...(/npm-cli\.c?js$/.test(given) ? [given] : []),
    join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = candidates.find((path) => existsSync(path));
  return (
    found ?? stop('npm was not found beside Node; run this command through npm, for example "npm start".')
  );
}

/**
 * Installs exactly what the lock says when that has not happened yet. Never `npm install`: that one may rewrite
 * the lock, and hides that it is broken.
 */
export async function installPackages() {
  if (readStamp(installStamp) === installKey()) return;
  console.error('Installing packages (once; usually under a minute) ...');
  // The packages are all for development, whatever this machine's npm is set to leave out.
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await runNode([npmScript(), 'ci', ...options]);
  if (code !== 0) stop('Packages could not be installed: see the messages of npm above.');
  writeStamp(installStamp, installKey());
}

/** Hash of the content of everything a build reads: times do not matter, so that a fresh copy compares equal. */
function buildKey() {
  const hash = createHash('sha256').update(process.versions.modules);
  const inFolders = buildFolders.flatMap((folder) =>
    listFiles(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  for (const name of [...buildFiles, ...inFolders]) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Bundles the entries and builds the samples, unless that was done from the same sources. */
export async function buildIfStale() {
  if (readStamp(buildStamp) === buildKey()) return;
  await build();
}

/** Builds into out/. The old stamp goes first, so that a build that fails is not taken for a finished one. */
export async function build() {
  console.error('Building ...');
  const key = buildKey();
  rmSync(buildStamp, { force: true });
  const bundler = ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'];
  if ((await runNode(bundler)) !== 0) stop('The build failed: see the messages above.');
  chmodSync(join(root, commandLine), 0o755);
  for (const sample of samples()) {
    mkdirSync(dirname(join(root, sample.package)), { recursive: true });
    const command = [commandLine, 'build', sample.project, '-o', sample.package, '--quiet'];
    const code = await runNode(command, { prints: 'errors' });
    if (code !== 0) stop(`The sample ${sample.project} could not be built: see the messages above.`);
  }
  writeStamp(buildStamp, key);
}

/** Package projects of assets/samples and the packages that a build makes of them, relative to the checkout. */
function samples() {
  const names = listFiles(join(root, samplesFolder)).filter((name) =>
    /^[^/]+\/[^/]+\.package\.json$/.test(name),
  );
  return names.map((name) => ({
    project: `${samplesFolder}/${name}`,
    package: `out/samples/${name.replace(/^.*\//, '').replace(/\.package\.json$/, '.appv')}`,
  }));
}

/**
 * The package that the workbench shows when none is asked for.
 * @returns {string | undefined}
 */
export function firstSample() {
  const first = samples()[0];
  return first === undefined ? undefined : join(root, first.package);
}
