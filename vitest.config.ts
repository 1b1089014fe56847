import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** A tier of the table in test/tiers.json; `seconds` is what one test may take. */
type Tier = { readonly name: string; readonly folders: readonly string[]; readonly seconds: number };

const tiers = JSON.parse(readFileSync('test/tiers.json', 'utf8')) as readonly Tier[];

/*
 * One project a tier; `npm test` runs them one after the other, and `npx vitest run <path>` finds the project by the
 * path. Tests are plain Node: what needs a browser drives a real one.
 */
export default defineConfig({
  test: {
    // A list of tests that took their time hides what failed.
    slowTestThreshold: 30_000,
    // Once for all projects, before any worker inherits the environment.
    globalSetup: 'test/support/own-user-data.ts',
    projects: tiers.map(({ name, folders, seconds }) => ({
      extends: true,
      test: {
        name,
        include: folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
        testTimeout: seconds * 1_000,
        hookTimeout: seconds * 1_000,
        // Two browsers at once on two cores would only time out; everything else may run side by side.
        fileParallelism: name !== 'e2e',
      },
    })),
  },
});
