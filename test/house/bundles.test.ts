import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './checkout.ts';

/* What `npm run build` left in out/: the built product, which this tier has anyway. */

const out = join(root, 'out');

/** Everything that a bundle loads, sooner or later: names of packages, and of Node's modules with `node:`. */
async function packagesOf(entry: string): Promise<ReadonlySet<string>> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await readFile(file, 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:\bfrom|^import|\bimport\()\s*["']([^"'\n]+)["']/gm)) {
      if (name.startsWith('.')) await visit(join(dirname(file), name));
      else packages.add(name);
    }
  };
  await visit(join(out, 'main', `${entry}.js`));
  return packages;
}

test.each(['cli', 'host', 'worker'])(
  '%s.js runs on plain Node: nothing but its own modules is left out',
  async (entry) => {
    const packages = await packagesOf(entry);
    expect(packages.size).toBeGreaterThan(0);
    expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual([]);
  },
);

test('electron.js leaves out Electron alone', async () => {
  const packages = await packagesOf('electron');
  expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual(['electron']);
});

test('the command line starts like a program', async () => {
  const text = await readFile(join(out, 'main', 'cli.js'), 'utf8');
  expect(text.split('\n')[0]).toBe('#!/usr/bin/env node');
});

test('the preload is one CommonJS file that needs Electron alone, as the sandbox wants it', async () => {
  expect(await readdir(join(out, 'preload'))).toEqual(['preload.cjs']);
  const text = await readFile(join(out, 'preload', 'preload.cjs'), 'utf8');
  const required = Array.from(text.matchAll(/\brequire\(["']([^"']+)["']\)/g), ([, name]) => name);
  expect([...new Set(required)]).toEqual(['electron']);
  expect(text).not.toMatch(/^import /m);
});

test('the page asks nobody else for anything', async () => {
  const html = await readFile(join(out, 'renderer', 'index.html'), 'utf8');
  const addresses = Array.from(html.matchAll(/\b(?:src|href)="([^"]*)"/g), ([, address = '']) => address);
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    const file = join(out, 'renderer', address);
    expect(relative(join(out, 'renderer'), file)).not.toMatch(/^\.\./);
    await expect(readFile(file)).resolves.toBeDefined();
  }
});
