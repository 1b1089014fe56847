import { isPackagePart, packagePart } from '../../shared/appv/package-parts.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import type { Container } from '../container/open-container.ts';
import { readPackageParts } from './read-package-parts.ts';

/**
 * What the parts of a package show to be wrong with it, beyond its container: parts that are missing, that cannot be
 * read or that App-V packages do not have, and a Registry.dat that is no hive. Rejects with IO issues.
 */
export async function checkPackageParts(container: Container): Promise<readonly Issue[]> {
  const { manifest, issues } = await readPackageParts(container);
  if (manifest?.kind === 'appx') return issues;
  return [...issues, ...unexpectedParts(container), ...(await checkRegistry(container))];
}

function unexpectedParts({ entries }: Container): readonly Issue[] {
  return entries
    .filter(({ name }) => !isPackagePart(name))
    .map(({ name }) => issue('OPC-PART-UNEXPECTED', { part: name, params: { name } }));
}

/** Signature of a hive's base block. */
const hiveSignature = 'regf';

/** Looks at the first block only. A block that cannot be read is for the container's verification to report. */
async function checkRegistry(container: Container): Promise<readonly Issue[]> {
  const entry = container.entry(packagePart.registry);
  if (entry === undefined) return [];
  const invalid = [issue('REG-INVALID', { part: packagePart.registry, where: { offset: 0 } })];
  if (entry.size === 0) return invalid;
  const block = await container.readBlock(packagePart.registry, 0);
  return !block.ok || String.fromCharCode(...block.value.subarray(0, 4)) === hiveSignature ? [] : invalid;
}
