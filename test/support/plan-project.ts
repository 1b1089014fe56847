import { createHash } from 'node:crypto';
import { nodeCodec } from '../../main/files/node-codec.ts';
import { finishPackagePlan } from '../../shared/appv/project/finish-package-plan.ts';
import type { PackageProject } from '../../shared/appv/project/package-project.ts';
import { type PackagePlan, type PlanExtras, planPackage } from '../../shared/appv/project/plan-package.ts';
import type { ScannedSource } from '../../shared/appv/project/scanned-source.ts';
import type { PlannedPart, WrittenPart } from '../../shared/opc/planned-part.ts';

/* A small project, planned and finished, for tests. */

export const packageId = '1a2ad958-75d0-440b-9e6b-1d5e119713ee';
export const extras: PlanExtras = { icons: [], engineVersion: '0.1.0' };

export function project(more: Partial<PackageProject> = {}): PackageProject {
  return {
    packageId,
    name: 'Contoso Notes',
    version: '1.0.0.0',
    sources: [{ folder: 'source', root: '[{ProgramFilesX64}]\\Contoso Notes' }],
    ...more,
  };
}

export function scan(files: readonly string[], emptyFolders: readonly string[] = []): ScannedSource {
  return {
    files: files.map((relative) => ({ relative, path: `/src/${relative}`, size: relative.length })),
    emptyFolders,
  };
}

export function plan(
  more: Partial<PackageProject>,
  sources: readonly ScannedSource[],
  with_: Partial<PlanExtras> = {},
): PackagePlan {
  const planned = planPackage(project(more), sources, { ...extras, ...with_ }, nodeCodec);
  if (!planned.ok) throw new Error(JSON.stringify(planned.issues));
  return planned.value;
}

export function complaints(
  more: Partial<PackageProject>,
  sources: readonly ScannedSource[],
  with_: Partial<PlanExtras> = {},
) {
  const planned = planPackage(project(more), sources, { ...extras, ...with_ }, nodeCodec);
  return planned.ok
    ? []
    : planned.issues.map(({ code, params }) =>
        `${code} ${params?.['name'] ?? params?.['path'] ?? ''}`.trim(),
      );
}

export function names(parts: readonly PlannedPart[]): readonly string[] {
  return parts.map(({ name }) => name);
}

export function textOf(parts: readonly PlannedPart[], name: string): string {
  const content = parts.find((part) => part.name === name)?.content;
  if (content?.kind !== 'bytes') throw new Error(`${name} is not at hand`);
  return Buffer.from(content.bytes).toString('utf8');
}

/** Stands for packing: each part as one block of the bytes at hand, or of the path for a file. */
export function written(parts: readonly PlannedPart[]): readonly WrittenPart[] {
  return parts.map(({ name, content }) => {
    const bytes = content.kind === 'bytes' ? content.bytes : Buffer.from(content.path);
    const size = content.kind === 'bytes' ? content.bytes.length : content.size;
    return { name, size, blockHashes: [createHash('sha256').update(bytes).digest('base64')] };
  });
}

export function finish(planned: PackagePlan, parts = written(planned.parts)) {
  const finished = finishPackagePlan(planned, parts, nodeCodec);
  if (!finished.ok) throw new Error(JSON.stringify(finished.issues));
  return finished.value;
}
