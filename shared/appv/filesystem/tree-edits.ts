import { copiedAttributes, copiedElement } from '../../xml/copy-element.ts';
import type { XmlEdit } from '../../xml/edit-xml.ts';
import { childElements } from '../../xml/select-xml.ts';
import type { XmlElement } from '../../xml/xml-document.ts';
import type { XmlAttributeSpec, XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import { filesystemMetadataNamespace } from './filesystem-metadata.ts';
import { isEntry, type TreeNode } from './metadata-tree.ts';

/** The edits that make the entries below a folder, which keeps its own element, those of the tree. */
export function treeEdits(folder: TreeNode, edits: XmlEdit[]): void {
  const { element } = folder;
  if (element === null || !folder.isChanged) return;
  for (const node of new Set(folder.left)) {
    if (node.parent !== folder && node.element?.parent === element)
      edits.push({ kind: 'removeElement', element: node.element });
  }
  for (const child of folder.children?.values() ?? []) {
    if (child.element?.parent === element) {
      if (child.isChanged) edits.push(...nameEdits(child, child.element));
      treeEdits(child, edits);
    } else edits.push({ kind: 'insertElement', position: 'append', element, node: entrySpec(child) });
  }
}

function nameEdits({ name, short }: TreeNode, element: XmlElement): readonly XmlEdit[] {
  return [
    { kind: 'setAttribute', element, attribute: { local: 'Long', value: name } },
    short === undefined
      ? { kind: 'removeAttribute', element, local: 'Short' }
      : { kind: 'setAttribute', element, attribute: { local: 'Short', value: short } },
  ];
}

/** An Entry at a new place, with all below it. What its element says besides names goes with it. */
export function entrySpec(node: TreeNode): XmlNodeSpec {
  const { name, short, element, strays } = node;
  const attributes: XmlAttributeSpec[] = [{ local: 'Long', value: name }];
  if (short !== undefined) attributes.push({ local: 'Short', value: short });
  if (element !== null) {
    for (const each of copiedAttributes(element))
      if (each.uri !== '' || (each.local !== 'Long' && each.local !== 'Short')) attributes.push(each);
  }
  const unknown = element === null ? [] : childElements(element).filter((child) => !isEntry(child));
  return {
    local: 'Entry',
    uri: filesystemMetadataNamespace,
    attributes,
    children: [
      ...[...unknown, ...strays].map(copiedElement),
      ...Array.from(node.children?.values() ?? [], entrySpec),
    ],
  };
}
