import { issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { editXmlBytes } from '../../xml/edit-bytes.ts';
import type { XmlEdit } from '../../xml/edit-xml.ts';
import { childElements } from '../../xml/select-xml.ts';
import type { XmlDocument } from '../../xml/xml-document.ts';
import { packagePart } from '../package-parts.ts';
import { inPart } from '../scan-part.ts';
import { formatPackageHistory, itemSpec } from './format-package-history.ts';
import { type PackageHistoryItem, packageHistoryNamespace as uri } from './package-history.ts';

/**
 * PackageHistory.xml with one more item, behind those that are there; a new part where there is none (`null`).
 * Issues: those of editXmlBytes; HIS-INVALID with `reason` for another root element.
 */
export function appendHistoryItem(bytes: Uint8Array | null, item: PackageHistoryItem): Result<Uint8Array> {
  if (bytes === null) return formatPackageHistory({ items: [item] });
  return editHistory(bytes, ({ root }) => [
    { kind: 'insertElement', position: 'append', element: root, node: itemSpec(item) },
  ]);
}

/** What names a person or a computer (seen in a part that Sequencer 5.1.83.0 wrote). */
const personal = ['SequencerUser', 'SequencingStation', 'UserFolder'];

/**
 * PackageHistory.xml without the names of people and computers. The attributes go, and not only their values: the items
 * that Packwright writes have none of them either, while an empty value is a form that nobody has seen [that readers
 * do without them is inferred]. Issues: those of editXmlBytes; HIS-INVALID with `reason` for another root element.
 */
export function scrubHistory(bytes: Uint8Array): Result<Uint8Array> {
  return editHistory(bytes, ({ root }) =>
    childElements(root, { local: 'PackageHistoryItem', uri }).flatMap((element) =>
      personal.map((local) => ({ kind: 'removeAttribute', element, local })),
    ),
  );
}

function editHistory(
  bytes: Uint8Array,
  editsOf: (document: XmlDocument) => readonly XmlEdit[],
): Result<Uint8Array> {
  const edited = editXmlBytes(bytes, (document) => {
    const { root } = document;
    if (root.local === 'PackageHistory' && root.uri === uri) return success(editsOf(document));
    return failure(issue('HIS-INVALID', { params: { reason: 'another root element than PackageHistory' } }));
  });
  return edited.ok ? edited : failure(...inPart(packagePart.packageHistory, edited.issues));
}
