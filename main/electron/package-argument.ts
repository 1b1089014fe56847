import path from 'node:path';

/**
 * The package named by the arguments of a start: the last one that is no option and no folder of the application
 * (`electron . x.appv` in development, `packwright x.appv` when installed). Chromium puts options of its own in between.
 */
export function packageArgument(argv: readonly string[], packaged: boolean, cwd: string): string | undefined {
  const own = argv.slice(packaged ? 1 : 2).filter((text) => text !== '' && !text.startsWith('-'));
  const last = own.at(-1);
  return last === undefined ? undefined : path.resolve(cwd, last);
}
