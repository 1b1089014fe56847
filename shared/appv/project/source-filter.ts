import { partNameKey } from '../../opc/part-name.ts';
import type { PackageSource } from './package-project.ts';

/** Which of a source's files and folders belong into the package. Paths are relative to its folder, with `/`. */
export type SourceFilter = {
  readonly takes: (relative: string) => boolean;
  /** True when nothing below the folder can be taken, so that a scan need not look into it. */
  readonly skips: (folder: string) => boolean;
};

/**
 * The patterns of `files` and `exclude`. `*` stands for any characters of one name, `?` for one, `**` for any
 * folders. A pattern without `/` fits a name at any depth, one with `/` a path from the source folder. A folder that
 * fits takes or leaves out all that is below it. Letter case does not count, as on Windows.
 */
export function sourceFilter(source: Pick<PackageSource, 'files' | 'exclude'>): SourceFilter {
  const files = source.files?.map(compile);
  const exclude = (source.exclude ?? []).map(compile);
  const isExcluded = (segments: readonly string[]) => exclude.some((fits) => fits(segments));
  if (files === undefined && exclude.length === 0) return { takes: () => true, skips: () => false };
  return {
    takes: (relative) => {
      const segments = partNameKey(relative).split('/');
      return (files === undefined || files.some((fits) => fits(segments))) && !isExcluded(segments);
    },
    skips: (folder) => isExcluded(partNameKey(folder).split('/')),
  };
}

type Fits = (segments: readonly string[]) => boolean;

function compile(pattern: string): Fits {
  const parts = partNameKey(pattern)
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .split('/');
  const anchored = parts.length > 1 ? parts : ['**', ...parts];
  // What is below a fitting folder fits too.
  const whole = anchored.at(-1) === '**' ? anchored : [...anchored, '**'];
  return (segments) => fitsWild(segments, whole, '**', fitsName);
}

function fitsName(name: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (!/[*?]/.test(pattern)) return name === pattern;
  return fitsWild(
    Array.from(name),
    Array.from(pattern),
    '*',
    (character, wanted) => wanted === '?' || wanted === character,
  );
}

/**
 * Wild card matching that only ever goes back to the last wild card: time is at most the product of both lengths,
 * whatever the pattern.
 */
function fitsWild(
  items: readonly string[],
  pattern: readonly string[],
  wild: string,
  fits: (item: string, wanted: string) => boolean,
): boolean {
  let item = 0;
  let wanted = 0;
  let lastWild = -1;
  let lastItem = 0;
  while (item < items.length) {
    const pick = pattern[wanted];
    if (pick === wild) {
      lastWild = wanted++;
      lastItem = item;
    } else if (pick !== undefined && fits(items[item] ?? '', pick)) {
      item++;
      wanted++;
    } else if (lastWild >= 0) {
      wanted = lastWild + 1;
      item = ++lastItem;
    } else {
      return false;
    }
  }
  while (pattern[wanted] === wild) wanted++;
  return wanted === pattern.length;
}
