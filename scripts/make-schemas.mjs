/* Writes the published schemas of our files from the code that checks them: `node scripts/make-schemas.mjs`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root, run } from './lib.mjs';

const folder = join(root, 'assets', 'schemas');
mkdirSync(folder, { recursive: true });
await writeSchema('package.schema.json', 'shared/appv/project/package-schema.ts', 'packageSchema');
await writeSchema('package-edits.schema.json', 'shared/appv/edits/parse-edit-list.ts', 'editListSchema');

/**
 * @param {string} name
 * @param {string} source
 * @param {string} makes the function of `source` that gives the schema
 */
async function writeSchema(name, source, makes) {
  /** @type {{ module: Record<string, () => unknown> }} */
  const { module } = await runnerImport(join(root, source), { configFile: false, logLevel: 'error' });
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(module[makes]?.()));
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const formatted = await run(process.execPath, [biome, 'format', '--write', file]);
  if (formatted.code !== 0) throw new Error(formatted.output);
}
