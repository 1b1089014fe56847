import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type FileChanges,
  followFilesystemMetadata,
} from '../../../../shared/appv/filesystem/follow-files.ts';
import type {
  FilesystemEntry,
  FilesystemMetadata,
} from '../../../../shared/appv/filesystem/filesystem-metadata.ts';
import { parseFilesystemMetadata } from '../../../../shared/appv/filesystem/parse-filesystem-metadata.ts';
import { assignShortNames, isShortName } from '../../../../shared/appv/filesystem/short-names.ts';
import { encodeUtf8 } from '../../../../shared/base/text.ts';
import { type PartName, partNameKey } from '../../../../shared/opc/part-name.ts';

const codec = {
  sha1: (pieces: Iterable<Uint8Array>) =>
    new Uint8Array(
      createHash('sha1')
        .update(Buffer.concat([...pieces]))
        .digest(),
    ),
};

/** Names that get in each other's way: one letter case and another, long ones of one stem, the short name of those. */
const name = fc.constantFrom('a', 'B', 'long name 1', 'long name 2', 'LONGNA~1', 'longna~2', 'é');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

/** The paths that can stand beside each other, in order: none twice, none a folder of another. */
function compatible(paths: readonly string[]): readonly string[] {
  const files = new Set<string>();
  const folders = new Set<string>();
  return paths.filter((each) => {
    const key = partNameKey(each);
    const above = [...key.matchAll(/\//g)].map(({ index }) => key.slice(0, index));
    if (files.has(key) || folders.has(key) || above.some((folder) => files.has(folder))) return false;
    files.add(key);
    for (const folder of above) folders.add(folder);
    return true;
  });
}

type Tree = Map<string, Tree>;

function treeOf(paths: readonly string[]): Tree {
  const tree: Tree = new Map();
  for (const each of paths) {
    let at = tree;
    for (const segment of each.split('/')) {
      // The spelling of a folder is that of its first file.
      const known = [...at.keys()].find((key) => partNameKey(key) === partNameKey(segment)) ?? segment;
      const below = at.get(known) ?? new Map();
      at.set(known, below);
      at = below;
    }
  }
  return tree;
}

/** One entry a line, each with an attribute that nobody knows. */
function write(paths: readonly string[]): string {
  const lines: string[] = [];
  const writeBelow = (tree: Tree, above: string): void => {
    const shorts = assignShortNames([...tree.keys()]);
    for (const [long, below] of tree) {
      const short = shorts.get(long);
      const names = `Long="${long}"${short === undefined ? '' : ` Short='${short}'`}`;
      lines.push(`<Entry ${names} was="${above}${long}"${below.size === 0 ? '/>' : '>'}`);
      writeBelow(below, `${above}${long}/`);
      if (below.size > 0) lines.push('</Entry>');
    }
  };
  writeBelow(treeOf(paths), '');
  const head = '<Metadata xmlns="http://schemas.microsoft.com/appv/2010/FilesystemMetadata">';
  return [head, '<Filesystem>', ...lines, '</Filesystem>', '</Metadata>'].join('\r\n');
}

function read(bytes: Uint8Array): FilesystemMetadata {
  const parsed = parseFilesystemMetadata(bytes);
  if (!parsed.ok || parsed.issues.length > 0) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

function filesOf(entries: readonly FilesystemEntry[], above = ''): readonly string[] {
  return entries.flatMap(({ long, entries: below }) =>
    below.length === 0 ? [above + long] : filesOf(below, `${above}${long}/`),
  );
}

const below = (file: string) => `Root/${file}` as PartName;

function follow(
  bytes: Uint8Array,
  change: Partial<Pick<FileChanges, 'removed' | 'added' | 'renamed' | 'emptyFolders' | 'opaqueFolders'>>,
): Uint8Array {
  const none = { added: [], removed: [] };
  const result = followFilesystemMetadata(bytes, {
    removed: [],
    added: [],
    renamed: [],
    emptyFolders: none,
    opaqueFolders: none,
    packageId: null,
    codec,
    ...change,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

/** Each file of a package stays, goes or gets another path, alone or with the folder that it is in; others come. */
const scenario = fc
  .record({
    before: fc.array(path, { maxLength: 12 }).map(compatible),
    fates: fc.array(fc.oneof(fc.constantFrom('stay', 'stay', 'go'), path), { minLength: 12, maxLength: 12 }),
    folder: fc.option(fc.tuple(path, path)),
    added: fc.array(path, { maxLength: 4 }),
  })
  .map(({ before, fates, folder, added }) => {
    const inFolder = (file: string) => folder !== null && file.startsWith(`${folder[0]}/`);
    const wanted = before.map((file, index) => {
      const fate = fates[index] ?? 'stay';
      if (folder !== null && inFolder(file)) return `${folder[1]}${file.slice(folder[0].length)}`;
      return fate === 'stay' ? file : fate === 'go' ? null : fate;
    });
    const after = compatible([...wanted.flatMap((file) => (file === null ? [] : [file])), ...added]);
    const free = new Set(after);
    const change = { removed: [] as string[], renamed: [] as [string, string][], added: [] as string[] };
    before.forEach((file, index) => {
      const now = wanted[index] ?? null;
      if (now === null || !free.delete(now)) change.removed.push(file);
      else if (now !== file) change.renamed.push([file, now]);
    });
    change.added = [...free];
    return { before, after, change };
  });

const keys = (paths: readonly string[]) => paths.map(partNameKey).sort();

function checkShortNames(entries: readonly FilesystemEntry[]): void {
  const names = entries.flatMap(({ long, short }) => [
    ...(isShortName(long) ? [long.toUpperCase()] : []),
    ...(short === undefined ? [] : [short.toUpperCase()]),
  ]);
  expect(new Set(names).size).toBe(names.length);
  for (const { long, short, entries: inside } of entries) {
    expect(short === undefined).toBe(isShortName(long));
    checkShortNames(inside);
  }
}

test('files, and nothing else, become those of the package, under 8.3 names that no two of a folder share', () => {
  fc.assert(
    fc.property(scenario, ({ before, after, change }) => {
      const bytes = encodeUtf8(write(before));
      expect(filesOf(read(bytes).entries).map(partNameKey).sort()).toEqual(keys(before));
      const renamed = change.renamed.map(([from, to]) => [below(from), below(to)] as const);
      const followed = follow(bytes, {
        removed: change.removed.map(below),
        added: change.added.map(below),
        renamed,
      });
      const { entries } = read(followed);
      expect(keys(filesOf(entries))).toEqual(keys(after));
      checkShortNames(entries);

      // The attribute that nobody knows is still where it was, or has gone along.
      const text = new TextDecoder().decode(followed);
      const gone = new Set(change.removed.map(partNameKey));
      for (const file of before) {
        const said = text
          .split('\r\n')
          .join('')
          .includes(`was="${fileIn(bytes, file)}"`);
        expect(said).toBe(!gone.has(partNameKey(file)));
      }

      const back = follow(followed, {
        removed: change.added.map(below),
        added: change.removed.map(below),
        renamed: renamed.map(([from, to]) => [to, from]),
      });
      expect(keys(filesOf(read(back).entries))).toEqual(keys(before));
    }),
    { numRuns: 400 },
  );
});

/** The path of a file as the document spells it. */
function fileIn(bytes: Uint8Array, file: string): string {
  const found = filesOf(read(bytes).entries).find((each) => partNameKey(each) === partNameKey(file));
  return found ?? file;
}

test('lines of files and folders that nothing happened to stay, in their order', () => {
  fc.assert(
    fc.property(scenario, ({ before, change }) => {
      const lines = write(before).split('\r\n');
      // Without names that could be the short name of a new one: that takes it from the other.
      fc.pre(![...change.added, ...change.renamed.map(([, to]) => to)].some((each) => each.includes('~')));
      const touched = [...change.removed, ...change.renamed.map(([from]) => from)];
      const followed = follow(encodeUtf8(lines.join('\r\n')), {
        removed: change.removed.map(below),
        added: change.added.map(below),
        renamed: change.renamed.map(([from, to]) => [below(from), below(to)]),
      });
      const untouched = lines.filter((line) => {
        const was = /was="(.*)"/.exec(line)?.[1];
        return was === undefined
          ? line !== '</Entry>'
          : !touched.some((file) => partNameKey(`${file}/`).startsWith(partNameKey(`${was}/`)));
      });
      const after = new TextDecoder().decode(followed).split('\r\n');
      let at = 0;
      for (const line of untouched) {
        const found = after.indexOf(line, at);
        expect(found, line).toBeGreaterThanOrEqual(at);
        at = found + 1;
      }
    }),
    { numRuns: 400 },
  );
});

test('folders come to the lists and leave them', () => {
  fc.assert(
    fc.property(
      fc.array(path, { maxLength: 6 }).map(compatible),
      fc.array(path, { maxLength: 6 }),
      fc.array(fc.constantFrom('empty', 'opaque', 'both'), { minLength: 6, maxLength: 6 }),
      (files, candidates, kinds) => {
        const folders = compatible([...files, ...candidates]).slice(files.length);
        const empty = folders.filter((_, index) => kinds[index] !== 'opaque');
        const opaque = folders.filter((_, index) => kinds[index] !== 'empty');
        const bytes = encodeUtf8(write(files));
        const came = follow(bytes, {
          emptyFolders: { added: empty.map(below), removed: [] },
          opaqueFolders: { added: opaque.map(below), removed: [] },
        });
        const listed = read(came);
        const backslashes = (paths: readonly string[]) => paths.map((each) => each.replaceAll('/', '\\'));
        expect(listed.emptyDirectories.map(({ long }) => long)).toEqual(backslashes(empty));
        expect(listed.opaqueDirectories.map(({ long }) => long)).toEqual(backslashes(opaque));
        expect(filesOf(listed.entries)).toEqual(filesOf(read(bytes).entries));
        // A new name that was the short name of something takes it from that.
        const takesNone = !folders.some((folder) => folder.includes('~'));
        if (takesNone) expect(listed.entries).toEqual(read(bytes).entries);
        checkShortNames(listed.entries);
        for (const { long, short } of [...listed.emptyDirectories, ...listed.opaqueDirectories]) {
          const shorts = (short ?? long).split('\\');
          expect(shorts.every(isShortName)).toBe(true);
          expect(shorts).toHaveLength(long.split('\\').length);
        }
        // One folder, one short path, in both lists; two folders, two.
        const shortOf = new Map<string, string>();
        for (const { long, short } of [...listed.emptyDirectories, ...listed.opaqueDirectories]) {
          const key = partNameKey(long);
          const known = shortOf.get(key) ?? partNameKey(short ?? long);
          expect(partNameKey(short ?? long)).toBe(known);
          shortOf.set(key, known);
        }
        expect(new Set(shortOf.values()).size).toBe(shortOf.size);
        const went = read(
          follow(came, {
            emptyFolders: { added: [], removed: empty.map(below) },
            opaqueFolders: { added: [], removed: opaque.map(below) },
          }),
        );
        expect(went).toEqual({ ...read(bytes), entries: listed.entries });
      },
    ),
    { numRuns: 300 },
  );
});
