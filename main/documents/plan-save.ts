import {
  type DocumentPlan,
  finishDocumentPlan,
  planContentTypes,
} from '../../shared/appv/edits/plan-document.ts';
import { type Result, success } from '../../shared/base/result.ts';
import type { WritePlan } from '../../shared/contract/operations.ts';
import { footprint } from '../../shared/opc/part-name.ts';
import type { SavedPart } from '../../shared/opc/planned-part.ts';
import { checkSource, type SourceFacts } from '../container/check-source.ts';
import { indexSource, isKeptWhole, planLayout } from '../container/plan-layout.ts';
import { contentSize } from '../container/plan-units.ts';
import { networkNote } from './network-note.ts';
import { withSource } from './save-package.ts';
import { planRequest, type SaveRequest } from './save-request.ts';

/**
 * What a save would do, without doing it. `target` is an absolute path, if one is known. Issues: those of savePackage that
 * do not come from writing.
 */
export async function planSave(request: SaveRequest, target: string | null): Promise<Result<WritePlan>> {
  const plan = planRequest(request);
  if (!plan.ok) return plan;
  const described = await withSource(request, async (source) => {
    const facts = await checkSource(source);
    return facts.ok ? describe(request, target, plan.value, facts.value) : facts;
  });
  if (!described.ok) return described;
  const notes = target === null ? [] : await networkNote(target);
  return success(described.value, [...plan.issues, ...notes]);
}

function describe(
  { path, wishes, services }: SaveRequest,
  target: string | null,
  plan: DocumentPlan,
  facts: SourceFacts,
): Result<WritePlan> {
  const contentTypes = planContentTypes(plan);
  if (!contentTypes.ok) return contentTypes;
  // Ids and hashes have the same length whatever they are: the sizes are right before the content was read.
  const contents = plan.parts.map(({ name, content }) => ({ name, size: sizeOf(content), blockHashes: [] }));
  const finished = finishDocumentPlan(plan, contents, services.codec);
  if (!finished.ok) return finished;
  const source = indexSource(facts);
  const keptParts: SavedPart[] = [
    ...plan.last,
    ...(contentTypes.value === null ? [footprint.contentTypes] : []),
  ].map((name) => ({ name, content: { kind: 'kept', from: name, size: source(name).entry.size } }));
  const parts = [...plan.parts, ...finished.value.parts];
  const layout = planLayout(plan.parts, source);
  const all = [...parts, ...keptParts];
  const whole = all.filter(isKeptWhole);
  const written = parts.flatMap(({ name, content, why }) =>
    content.kind === 'kept'
      ? []
      : [{ part: name, bytes: contentSize(content), why: why ?? ('follows' as const) }],
  );
  const own = [
    // Its size is that of the old one: as good a guess as any before the new blocks are made.
    { part: footprint.blockMap, bytes: source(footprint.blockMap).entry.size, why: 'follows' as const },
    ...(contentTypes.value === null
      ? []
      : [{ part: footprint.contentTypes, bytes: contentTypes.value.length, why: 'follows' as const }]),
  ];
  return success({
    file: path,
    target,
    as: wishes.as,
    identity: plan.identity,
    kept: {
      parts: whole.length,
      bytes: whole.reduce((sum, { name }) => sum + source(name).bytes, 0),
      inPlace: layout.inPlace,
    },
    renamed: all.flatMap((part) =>
      part.content.kind === 'kept' && !isKeptWhole(part)
        ? [
            {
              part: part.name,
              from: part.content.from,
              bytes: source(part.content.from).entry.compressedSize,
            },
          ]
        : [],
    ),
    written: [...written, ...own],
    removed: plan.removed,
  });
}

function sizeOf(content: SavedPart['content']): number {
  return content.kind === 'kept' ? content.size : contentSize(content);
}
