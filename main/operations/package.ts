import { type Issue, issue, limitPerCode } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type {
  OperationContext,
  OperationHandlers,
  OperationInput,
  UnpackReport,
  VerifyReport,
} from '../../shared/contract/operations.ts';
import { type PartName, parsePartName, partNameFromBlockMap } from '../../shared/opc/part-name.ts';
import { type Container, openContainer } from '../container/open-container.ts';
import { unpackContainer } from '../container/unpack-container.ts';
import { verifyOpenContainer } from '../container/verify-container.ts';
import { checkPackageParts } from '../documents/check-package-parts.ts';
import { loadPackage } from '../documents/load-package.ts';
import { isSameFile } from '../files/real-place.ts';
import { chosenPath } from './chosen-path.ts';
import type { OperationServices } from './services.ts';

export function createPackageOperations(
  services: OperationServices,
): Pick<OperationHandlers, 'package.inspect' | 'package.verify' | 'package.unpack'> {
  return {
    'package.inspect': async ({ file }) => {
      const path = chosenPath(services.handles, file);
      const loaded = await loadPackage(path);
      return loaded.ok ? success({ file: path, overview: loaded.value.overview }, loaded.issues) : loaded;
    },
    'package.verify': (input, context) => verifyPackage(services, input, context),
    'package.unpack': (input, context) => unpackPackage(services, input, context),
  };
}

/** The container, byte by byte, then what its describing parts say. */
async function verifyPackage(
  { handles, workers, workerUrl }: OperationServices,
  input: OperationInput<'package.verify'>,
  { signal, progress }: OperationContext,
): Promise<Result<VerifyReport>> {
  const path = chosenPath(handles, input.file);
  const options = { workers: input.workers ?? workers, workerUrl, signal, progress };
  const opened = await openContainer(path);
  if (!opened.ok) return opened;
  const container = opened.value;
  try {
    const verified = await verifyOpenContainer(container, options);
    if (!verified.ok) return verified;
    const more = await partIssues(container, verified.issues);
    return success({ file: path, ...verified.value }, limitPerCode([...verified.issues, ...more]));
  } finally {
    await container.close();
  }
}

/** Issues of the describing parts. What the container's own verification has said of a part is not said again. */
async function partIssues(container: Container, known: readonly Issue[]): Promise<readonly Issue[]> {
  const issues = await checkPackageParts(container);
  const said = new Set(known.map(({ code, part }) => `${code} ${part}`));
  return issues.filter(({ code, part }) => !code.startsWith('ZIP-') && !said.has(`${code} ${part}`));
}

async function unpackPackage(
  { handles, workers, workerUrl }: OperationServices,
  input: OperationInput<'package.unpack'>,
  { signal, progress }: OperationContext,
): Promise<Result<UnpackReport>> {
  const path = chosenPath(handles, input.file);
  const target = chosenPath(handles, input.target);
  // A package may be called .zip too; an older ZIP file is replaced, the package itself never.
  if (await isSameFile(path, target)) return failure(issue('IO-EXISTS', { part: target }));
  const part = partOf(input.part);
  if (!part.ok) return part;
  const unpacked = await unpackContainer(path, target, {
    workers: input.workers ?? workers,
    workerUrl,
    signal,
    progress,
    ...(part.value === undefined ? {} : { part: part.value }),
  });
  return unpacked.ok ? success({ file: path, target, ...unpacked.value }, unpacked.issues) : unpacked;
}

/** Also as the block map and Windows spell it, with backslashes. Issue: USE-PART. */
function partOf(text: string | undefined): Result<PartName | undefined> {
  if (text === undefined) return success(undefined);
  const parsed = parsePartName(partNameFromBlockMap(text));
  return parsed.ok ? parsed : failure(issue('USE-PART', { part: text, params: { name: text } }));
}
