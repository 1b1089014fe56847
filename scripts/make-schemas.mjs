/* Writes the published schemas of our project files from the code that checks them: `node scripts/make-schemas.mjs`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runnerImport } from 'vite';
import { root, run } from './lib.mjs';

/** @type {{ module: { packageSchema: () => unknown } }} */
const { module } = await runnerImport(join(root, 'shared/appv/project/package-schema.ts'), {
  configFile: false,
  logLevel: 'error',
});
const file = join(root, 'assets', 'schemas', 'package.schema.json');
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(module.packageSchema()));
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
const formatted = await run(process.execPath, [biome, 'format', '--write', file]);
if (formatted.code !== 0) throw new Error(formatted.output);
