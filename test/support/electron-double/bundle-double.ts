import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { checkout } from '../built-product.ts';

const source = path.join(checkout, 'test', 'support', 'electron-double');
const target = path.join(checkout, 'node_modules', '.cache', 'packwright', 'electron-double');

let bundled: Promise<string> | undefined;

/** The double as JavaScript, since Node 20 runs no TypeScript. Resolves to the URL for `node --import`. */
export function bundleDouble(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  await build({
    configFile: false,
    root: source,
    logLevel: 'error',
    build: {
      outDir: target,
      emptyOutDir: true,
      ssr: true,
      target: 'node20.19',
      rolldownOptions: {
        input: Object.fromEntries(
          ['register', 'hook', 'electron'].map((name) => [name, path.join(source, `${name}.ts`)]),
        ),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return pathToFileURL(path.join(target, 'register.mjs')).href;
}
