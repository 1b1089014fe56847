import { type Issue, issue } from '../../base/issue.ts';
import { footprint } from '../../opc/part-name.ts';
import type { XmlAttribute } from '../../xml/namespace-reader.ts';
import { attributeOf, childElements, textContent } from '../../xml/select-xml.ts';
import { whereIs, type XmlDocument, type XmlElement } from '../../xml/xml-document.ts';
import { isAppvNamespace } from './manifest-namespaces.ts';

/*
 * Elements of a manifest count by their local name, because App-V wrote the same ones in three namespaces, and AppX has
 * changed its own; attributes of App-V have to be in one of App-V's. What reads a manifest and what edits it have to
 * find the same ones, so both look here.
 */

export function manifestChildren(parent: XmlElement | undefined, local: string): readonly XmlElement[] {
  return parent === undefined ? [] : childElements(parent).filter((each) => each.local === local);
}

/** The first one. */
export function manifestChild(parent: XmlElement | undefined, local: string): XmlElement | undefined {
  return manifestChildren(parent, local)[0];
}

/** Value of an attribute without a prefix. */
export function manifestAttribute(element: XmlElement | undefined, local: string): string | null {
  return (element && attributeOf(element, local)?.value) ?? null;
}

/** An attribute in any of the App-V namespaces. */
export function appvAttribute(element: XmlElement | undefined, local: string): XmlAttribute | undefined {
  return element?.attributes.find((each) => each.local === local && isAppvNamespace(each.uri));
}

/** Text without the blanks around it; `null` for an element that is missing or empty. */
export function manifestText(element: XmlElement | undefined): string | null {
  const content = element === undefined ? '' : textContent(element).trim();
  return content === '' ? null : content;
}

/** `null` for what is neither of the two spellings of each value. */
export function manifestTruth(value: string | null): boolean | null {
  if (value === null) return null;
  if (/^(?:true|1)$/i.test(value.trim())) return true;
  return /^(?:false|0)$/i.test(value.trim()) ? false : null;
}

/** What people read as the description: App-V's own element, whose AppX namesake then says `Reserved`. */
export function descriptionElement(root: XmlElement): XmlElement | undefined {
  const properties = manifestChild(root, 'Properties');
  return manifestChild(properties, 'AppVPackageDescription') ?? manifestChild(properties, 'Description');
}

/** Whether the package has an App-V identity. */
export function hasAppvIdentity(root: XmlElement): boolean {
  const identity = manifestChild(root, 'Identity');
  return ['PackageId', 'VersionId'].some((local) => appvAttribute(identity, local) !== undefined);
}

/** MAN-INVALID at an element. */
export function invalidManifest(
  reason: string,
  document: XmlDocument,
  element: XmlElement,
  name?: string,
): Issue {
  return issue('MAN-INVALID', {
    part: footprint.manifest,
    where: whereIs(document, element.start),
    params: name === undefined ? { reason } : { reason, name },
  });
}
