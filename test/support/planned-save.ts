import { createHash } from 'node:crypto';
import { nodeCodec } from '../../main/files/node-codec.ts';
import type { PackageDocument } from '../../shared/appv/edits/package-document.ts';
import {
  type DocumentPlan,
  type FinishedDocumentPlan,
  finishDocumentPlan,
  planDocument,
  type SaveChoices,
} from '../../shared/appv/edits/plan-document.ts';
import { decodeText } from '../../shared/base/text.ts';
import type { WrittenPart } from '../../shared/opc/planned-part.ts';
import { valueOf } from './edited-package.ts';

export function planned(document: PackageDocument, choices: SaveChoices): DocumentPlan {
  return valueOf(planDocument(document, choices, nodeCodec));
}

/** What the parts of a plan turn out to be, with hashes that say whose bytes they are. */
export function contentsOf({ parts }: DocumentPlan): readonly WrittenPart[] {
  return parts.map(({ name, content }) => {
    const origin =
      content.kind === 'kept' ? content.from : content.kind === 'file' ? content.path : content.bytes;
    const size = content.kind === 'bytes' ? content.bytes.length : content.size;
    return { name, size, blockHashes: [createHash('sha256').update(origin).digest('base64')] };
  });
}

export function finished(plan: DocumentPlan): FinishedDocumentPlan {
  return valueOf(finishDocumentPlan(plan, contentsOf(plan), nodeCodec));
}

/** One line a part: its name, where its bytes come from, and why it is written. */
export function linesOf(parts: DocumentPlan['parts']): readonly string[] {
  return parts.map(({ name, content, why }) => {
    if (content.kind !== 'kept') return `${name} ${content.kind} ${why}`;
    return content.from === name ? name : `${name} from ${content.from}`;
  });
}

export function textOf(parts: DocumentPlan['parts'], name: string): string {
  const part = parts.find((each) => each.name === name);
  if (part?.content.kind !== 'bytes') throw new Error(`${name} is not written`);
  return decodeText(part.content.bytes, 'utf-8') ?? '';
}
