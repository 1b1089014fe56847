import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const entry = (name: string): string => resolve('main/entry', `${name}.ts`);

/*
 * Everything is bundled, so the packaged application holds no node_modules. Code that several entries share goes
 * into out/main/chunks: the URL of the built worker must be made in an entry, where `./worker.js` is a neighbour.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // The command line and the host run on the person's own Node, not only inside Electron.
      target: 'node20.19',
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          electron: entry('electron'),
          cli: entry('cli'),
          host: entry('host'),
          worker: entry('worker'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      // A sandboxed preload can only be one CommonJS file.
      rolldownOptions: { input: entry('preload'), output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    build: {
      outDir: 'out/renderer',
      minify: 'oxc',
      chunkSizeWarningLimit: 1_500,
      rolldownOptions: { input: resolve('renderer/index.html') },
    },
    plugins: [react()],
  },
});
