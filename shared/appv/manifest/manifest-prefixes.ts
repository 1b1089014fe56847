import { type Result, success } from '../../base/result.ts';
import { applyXmlEdits, type XmlEdit } from '../../xml/edit-xml.ts';
import { namespaceOf, prefixOf } from '../../xml/namespace-scope.ts';
import { newPrefix } from '../../xml/resolve-spec.ts';
import { attributeOf } from '../../xml/select-xml.ts';
import type { XmlDocument, XmlElement } from '../../xml/xml-document.ts';
import { appv11Namespace, appv12Namespace, appvNamespace } from './manifest-namespaces.ts';

/** Prefixes of real manifests. */
const usualPrefixes: Readonly<Record<string, string>> = {
  [appvNamespace]: 'appv',
  [appv11Namespace]: 'appv1.1',
  [appv12Namespace]: 'appv1.2',
};

/**
 * Makes room for a new element of an App-V namespace inside `parent`. Where the namespace has no prefix, the root gets
 * one; and its prefix is among the IgnorableNamespaces of the root, when the manifest has that list: a reader of AppX refuses elements
 * that it neither knows nor may pass over. A list that is missing is not made.
 *
 * The document may be another one afterwards. Issues: those of applyXmlEdits.
 */
export function admitNamespace(document: XmlDocument, parent: XmlElement, uri: string): Result<XmlDocument> {
  const { root } = document;
  const edits: XmlEdit[] = [];
  let prefix = prefixOf(root.scope, uri, true);
  if (prefix === undefined && prefixOf(parent.scope, uri, false) === undefined) {
    prefix = newPrefix(usualPrefixes[uri], uri, root.scope);
    edits.push({ kind: 'declareNamespace', element: root, prefix, uri });
  }
  const local = 'IgnorableNamespaces';
  const ignorable = attributeOf(root, local)?.value;
  if (prefix !== undefined && ignorable !== undefined) {
    const listed = ignorable.split(/[ \t\r\n]+/).filter((each) => each !== '');
    if (!listed.some((each) => each === prefix || namespaceOf(root.scope, each) === uri)) {
      const value = [...listed, prefix].join(' ');
      edits.push({ kind: 'setAttribute', element: root, attribute: { local, value } });
    }
  }
  return edits.length === 0 ? success(document) : applyXmlEdits(document, edits);
}
