import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type { BlockMap } from '../../shared/opc/block-map.ts';
import { inFileOrder, type ZipEntry } from '../../shared/opc/zip-entry.ts';
import type { Container } from './open-container.ts';
import { verifyRecords } from './verify-records.ts';
import { verifyStructure } from './verify-container.ts';
import { verifyTiling } from './verify-tiling.ts';

/** What a save needs to know of the package that it takes parts from. */
export type SourceFacts = {
  readonly blockMap: BlockMap;
  /** In file order, with the offset after each one's last byte. */
  readonly entries: readonly ZipEntry[];
  readonly ends: Float64Array;
};

/**
 * Looks at everything but the data of a package whose entries are to be copied: damage of its records would be copied with
 * them. The findings are the issues of the result, warnings included; it fails when the block map cannot be read.
 */
export async function readSourceFacts(container: Container): Promise<Result<SourceFacts>> {
  const entries = inFileOrder(container.entries);
  const structure = await verifyStructure(container);
  const records = await verifyRecords(container, entries, () => true, structure.matched);
  const tiling = verifyTiling(entries, records.ends, container);
  const issues = [...container.issues, ...structure.issues, ...records.issues, ...tiling];
  const blockMap = await container.blockMap();
  if (!blockMap.ok) return failure(...issues, ...blockMap.issues);
  return success({ entries, ends: records.ends, blockMap: blockMap.value }, issues);
}

/** The same for a package that must be sound. Issue: EDT-DAMAGED, followed by what is damaged. */
export async function checkSource(container: Container): Promise<Result<SourceFacts>> {
  const facts = await readSourceFacts(container);
  const errors = facts.issues.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return facts;
  const reason = `${first.code} ${first.part ?? ''}`.trim();
  return failure(issue('EDT-DAMAGED', { part: container.path, params: { reason } }), ...errors);
}
