import type { PackageDocument, SaveMode } from '../../shared/appv/edits/package-document.ts';
import type { DocumentPlan } from '../../shared/appv/edits/plan-document.ts';
import { planDocument } from '../../shared/appv/edits/plan-document.ts';
import { type PackageId, parseGuid, uuidVersion4 } from '../../shared/base/guid.ts';
import { issue } from '../../shared/base/issue.ts';
import type { Codec } from '../../shared/base/ports.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import type { OperationContext } from '../../shared/contract/operations.ts';
import type { PackageFingerprint } from './package-fingerprint.ts';
import { historyTime } from './history-time.ts';

/** What somebody decides about a save. */
export type SaveWishes = {
  readonly as: SaveMode;
  /** PackageId of a branch; a random one when absent. */
  readonly packageId?: string | undefined;
  /** Time for the history; SOURCE_DATE_EPOCH or the clock when absent. */
  readonly date?: string | undefined;
};

/** What saving needs of its surroundings. */
export type SaveServices = {
  /** Version of Packwright. */
  readonly version: string;
  readonly codec: Codec;
  /** The built worker script. */
  readonly workerUrl: URL;
  /** Threads of one operation that does not say how many. */
  readonly workers: number;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** `SOURCE_DATE_EPOCH` of the environment: seconds since 1970 (reproducible-builds.org). */
  readonly sourceDateEpoch: string | undefined;
};

export type SaveRequest = {
  /** The package that was opened: absolute path, and by what it is known again. */
  readonly path: string;
  readonly fingerprint: PackageFingerprint;
  readonly document: PackageDocument;
  readonly wishes: SaveWishes;
  readonly services: SaveServices;
};

export type SaveOrder = SaveRequest & {
  /** Absolute. */
  readonly target: string;
  readonly replace: boolean;
  readonly context: OperationContext;
};

/** Issues: those of planDocument; USE-ARGUMENT for a date or an id that is none. */
export function planRequest({ document, wishes, services }: SaveRequest): Result<DocumentPlan> {
  const time = historyTime(wishes.date, services);
  if (!time.ok) return time;
  const { as } = wishes;
  const choices = { as, date: time.value, engineVersion: services.version };
  if (as !== 'branch') return planDocument(document, choices, services.codec);
  const packageId = branchId(wishes, services);
  if (packageId !== undefined) return planDocument(document, { ...choices, packageId }, services.codec);
  const params = { actual: wishes.packageId ?? '', name: 'package-id', expected: 'GUID' };
  return failure(issue('USE-ARGUMENT', { params }));
}

function branchId({ packageId }: SaveWishes, { randomBytes }: SaveServices): PackageId | undefined {
  const guid = packageId === undefined ? uuidVersion4(randomBytes(16)) : parseGuid(packageId);
  return guid as PackageId | undefined;
}
