import { nodeAt, type TreeNode } from './metadata-tree.ts';

/** A file of the tree that gets another path; both from below Root on. */
export type PathChange = { readonly from: readonly string[]; readonly to: readonly string[] };

export type FolderMoves = {
  /** Folders of which everything goes to the same other folder, none below another. */
  readonly folders: readonly (PathChange & { readonly node: TreeNode })[];
  /** Files that go by themselves. */
  readonly files: readonly PathChange[];
};

type Candidate = PathChange & { count: number };

/**
 * Finds the folders that were renamed or moved as a whole, so that they keep their Entry: those whose files, all of them,
 * have the same part of their path changed in the same way. Of folders in one another the outermost counts.
 */
export function findFolderMoves(root: TreeNode, changes: readonly PathChange[]): FolderMoves {
  const candidates = new Map<string, Candidate>();
  for (const change of changes) {
    for (const [key, folder] of foldersOf(change)) {
      const known = candidates.get(key);
      if (known === undefined) candidates.set(key, { ...folder, count: 1 });
      else known.count++;
    }
  }
  const counts = new Map<TreeNode, number>();
  const chosen = new Map<string, PathChange & { readonly node: TreeNode }>();
  // Outermost first. What is inside a chosen folder has the same counts again, and is passed over.
  for (const [key, { from, to, count }] of [...candidates].sort(
    ([, left], [, right]) => left.from.length - right.from.length,
  )) {
    const node = nodeAt(root, from);
    if (node?.children === undefined || fileCount(node, counts) !== count) continue;
    if (!foldersOf({ from, to }).some(([outer]) => chosen.has(outer))) chosen.set(key, { node, from, to });
  }
  const files = changes.filter((change) => !foldersOf(change).some(([key]) => chosen.has(key)));
  return { folders: [...chosen.values()], files };
}

/** The folders above a file, innermost first, as long as the paths below them are the same before and after. */
function foldersOf({ from, to }: PathChange): readonly (readonly [key: string, folder: PathChange])[] {
  const folders: (readonly [string, PathChange])[] = [];
  let before = from.length;
  let after = to.length;
  while (before > 1 && after > 1 && from[before - 1] === to[after - 1]) {
    before--;
    after--;
    const folder = { from: from.slice(0, before), to: to.slice(0, after) };
    // No name has a colon.
    folders.push([`${folder.from.join('/')}:${folder.to.join('/')}`, folder]);
  }
  return folders;
}

function fileCount(node: TreeNode, counts: Map<TreeNode, number>): number {
  if (node.children === undefined) return 1;
  let count = counts.get(node);
  if (count === undefined) {
    count = 0;
    for (const child of node.children.values()) count += fileCount(child, counts);
    counts.set(node, count);
  }
  return count;
}
