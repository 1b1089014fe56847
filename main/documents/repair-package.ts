import { concatBytes } from '../../shared/base/bytes.ts';
import { type Issue, issue, limitPerCode } from '../../shared/base/issue.ts';
import type { IssueCode } from '../../shared/base/issue-codes.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type { OperationContext, RepairReport } from '../../shared/contract/operations.ts';
import { blockCount } from '../../shared/opc/block-map.ts';
import { footprint, type PartName } from '../../shared/opc/part-name.ts';
import { readSourceFacts } from '../container/check-source.ts';
import { type Container, openContainer } from '../container/open-container.ts';
import { verifyContainer } from '../container/verify-container.ts';
import { isSameFile } from '../files/real-place.ts';
import { networkNote } from './network-note.ts';
import { openDocument } from './open-for-editing.ts';
import { readFingerprint } from './package-fingerprint.ts';
import { writePlan } from './save-package.ts';
import { planRequest, type SaveServices } from './save-request.ts';

export type RepairOrder = {
  /** Absolute paths. */
  readonly path: string;
  readonly target: string;
  readonly replace: boolean;
  /** Time for the history; SOURCE_DATE_EPOCH or the clock when absent. */
  readonly date?: string | undefined;
  readonly services: SaveServices;
  readonly context: OperationContext;
};

/** Defects of the records around a part's data: written anew they are gone, and the block map proves that data. */
const recordDefects: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'ZIP-CRC',
  'ZIP-DESCRIPTOR',
  'ZIP-ENTRY-COMMENT',
  'ZIP-LOCAL-HEADER',
  'ZIP-VERSION',
  'OPC-LFH-SIZE',
  'OPC-NAME-ENCODING',
]);
/** Defects that every save undoes: the tail, the block map's order and the content types are written anew, gaps closed. */
const savedAway: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'ZIP-COMMENT',
  'ZIP-GAP',
  'OPC-BLOCKMAP-ORDER',
  'OPC-CONTENT-TYPE-MISSING',
]);

/**
 * Saves a package without the defects of its container that can be undone without guessing: records that disagree with
 * data whose hashes are right, the order of the block map, parts without a content type, bytes between the entries. The
 * whole package is verified first, and what was written anew afterwards. The result is a new version (an AppX package
 * keeps its own).
 *
 * Issues: those of the verification with EDT-NOT-REPAIRABLE when one of them is of another kind, EDT-TARGET, EDT-DAMAGED
 * for describing parts that cannot be read. With nothing to repair, nothing is written. Rejects with IO issues.
 */
export async function repairPackage(order: RepairOrder): Promise<Result<RepairReport>> {
  const { path, target, services, context } = order;
  if (await isSameFile(path, target)) return failure(issue('EDT-TARGET', { part: target }));
  const verified = await verifyContainer(path, { ...services, ...context, everyFinding: true });
  const defects = verified.issues.filter(({ severity }) => severity !== 'info');
  const hopeless = verified.ok ? defects.filter((each) => !isRepairable(each)) : defects;
  const [worst] = hopeless;
  if (worst !== undefined) {
    const reason = `${worst.code} ${worst.part ?? ''}`.trim();
    return failure(
      issue('EDT-NOT-REPAIRABLE', { part: path, params: { reason } }),
      ...limitPerCode(hopeless),
    );
  }
  const opened = await openContainer(path);
  if (!opened.ok) return opened;
  try {
    return await repair(order, opened.value, defects);
  } finally {
    await opened.value.close();
  }
}

/** The parts of the container's own are in no block map: nothing proves what their checksum should have been. */
const unproved: ReadonlySet<string> = new Set<PartName>([
  footprint.blockMap,
  footprint.contentTypes,
  footprint.signature,
  footprint.codeIntegrity,
]);

function isRepairable({ code, part, params }: Issue): boolean {
  if (savedAway.has(code)) return true;
  // Without a signature nobody knows where the data starts.
  if (code === 'ZIP-LOCAL-HEADER' && (params?.['reason'] === 'signature' || params?.['reason'] === 'length'))
    return false;
  return recordDefects.has(code) && !(code === 'ZIP-CRC' && unproved.has(part ?? ''));
}

async function repair(
  { path, target, replace, date, services, context }: RepairOrder,
  source: Container,
  defects: readonly Issue[],
): Promise<Result<RepairReport>> {
  const facts = await readSourceFacts(source);
  if (!facts.ok) return facts;
  const fingerprint = await readFingerprint(source);
  const document = await openDocument(source, (name) => readProven(source, name));
  if (!document.ok) return document;
  const isAppv = document.value.opened.manifest.kind === 'appv';
  const { version, versionId } = document.value.opened.manifest;
  if (defects.length === 0) {
    return success({ file: path, target: null, versionId, version, bytes: source.size, repaired: [] });
  }
  const wishes = { as: isAppv ? ('new-version' as const) : ('same' as const), date };
  const plan = planRequest({ path, fingerprint, document: document.value, wishes, services });
  if (!plan.ok) return plan;
  const rewrapped = rewrappedParts(source, defects);
  const readFacts = async () => facts;
  const planned = { path, target, replace, services, context, plan: plan.value, source, readFacts };
  const saved = await writePlan({ ...planned, rewrapped });
  if (!saved.ok) return saved;
  const { bytes } = saved.value;
  const repaired = limitPerCode(defects);
  return success(
    { file: path, target, versionId: saved.value.versionId, version: saved.value.version, bytes, repaired },
    [...plan.issues, ...(await networkNote(target))],
  );
}

/** The parts whose records are to be written anew, with the CRC-32 that their data has. */
function rewrappedParts(source: Container, defects: readonly Issue[]): ReadonlyMap<PartName, number> {
  const found = new Map<PartName, number>();
  for (const { code, part, params } of defects) {
    if (part === undefined || !recordDefects.has(code)) continue;
    const name = part as PartName;
    const known = found.get(name) ?? source.entry(name)?.crc32;
    const proved =
      code === 'ZIP-CRC' && typeof params?.['expected'] === 'number' ? params['expected'] : known;
    if (proved !== undefined) found.set(name, proved);
  }
  return found;
}

/** A part by its blocks, whose hashes say that it is right whatever the records around it say. */
async function readProven(source: Container, name: PartName): Promise<Result<Uint8Array>> {
  if (unproved.has(name)) return source.readPart(name);
  const blocks: Uint8Array[] = [];
  const size = source.entry(name)?.size ?? 0;
  for (let index = 0; index < blockCount(size); index++) {
    const block = await source.readBlock(name, index);
    if (!block.ok) return block;
    blocks.push(block.value);
  }
  return success(concatBytes(blocks));
}
