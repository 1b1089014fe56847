import fc from 'fast-check';
import type { XmlElement } from '../../../shared/xml/xml-document.ts';
import type { XmlAttributeSpec, XmlNodeSpec } from '../../../shared/xml/xml-node-spec.ts';

/*
 * Documents as no tool formats them, elements to write, and a plain model to compare what was meant with what is there.
 */

const uris = ['', 'urn:a', 'urn:b', 'urn:p', 'urn:new'] as const;
const blank = fc.constantFrom(' ', '  ', '\n\t', '\r\n    ');
const gap = fc.constantFrom('', '\n', '\n  ', '\r\n\t', ' ', '\r', '\n\n  ');
const value = fc.array(fc.constantFrom('1', '&amp;', '&#xA;', '&#x1F600;', 'é', '😀', '>', ' ', '\n'), {
  maxLength: 4,
});

const attributes = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('x', 'y', 'p:x', 'q:x', 'xmlns', 'xmlns:p', 'xml:space'), {
      maxLength: 4,
    }),
    fc.array(fc.tuple(blank, value, fc.constantFrom('"', "'"), fc.constantFrom('=', ' =', '= ')), {
      minLength: 4,
      maxLength: 4,
    }),
  )
  .map(([names, forms]) =>
    names.map((name, index) => {
      const [before, pieces, quote, equals] = forms[index] ?? [' ', [], '"', '='];
      const written = name.startsWith('xmlns')
        ? 'urn:b'
        : name === 'xml:space'
          ? 'preserve'
          : pieces.join('');
      return `${before}${name}${equals}${quote}${written}${quote}`;
    }),
  );

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('', 'text', '&lt;', '<!-- c -->', '<![CDATA[<]]>', '<?i j?>', ']] >'),
    tie('element'),
  ),
  element: fc
    .tuple(
      fc.constantFrom('a', 'b', 'p:c', 'q:d'),
      attributes,
      fc.array(fc.tuple(gap, tie('content')), { maxLength: 4 }),
      gap,
      fc.constantFrom('/>', ' />', '\n/>', 'open'),
    )
    .map(([name, written, children, last, end]) => {
      const inner =
        children.map(([before, child]) => before + child).join('') + (children.length === 0 ? '' : last);
      const start = `<${name}${written.join('')}`;
      return inner === '' && end !== 'open' ? `${start}${end}` : `${start}>${inner}</${name}>`;
    }),
}));

/** Well-formed documents with mixed line ends, quotes, blanks, comments, sections, instructions and declarations. */
export const hostileXml: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0"?>\r\n', '<!-- x -->\n', '\n'),
    fc.array(fc.tuple(gap, element), { maxLength: 4 }),
    gap,
    fc.constantFrom('', '\n', '\r\n<!-- y -->'),
  )
  .map(([before, children, last, after]) => {
    const inner = children.map(([space, child]) => space + child).join('');
    return `${before}<r xmlns="urn:a" xmlns:p="urn:p"\n xmlns:q='urn:q'>${inner}${last}</r>${after}`;
  });

/** Any text that XML 1.0 can hold, line ends and markup included. */
export const writableText: fc.Arbitrary<string> = fc.oneof(
  fc
    .string({ unit: 'binary' })
    .map((text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')),
  fc
    .array(fc.constantFrom('<', '>', '&', '"', "'", ']]>', '\r\n', '\r', '\n', '\t', ' ', '😀'), {
      maxLength: 5,
    })
    .map((pieces) => pieces.join('')),
);

const localName = fc.constantFrom('n', 'Name', 'élément', '__proto__', 'constructor', 'a.b-c_1');

const attributeSpec: fc.Arbitrary<XmlAttributeSpec> = fc.record(
  {
    local: localName,
    uri: fc.constantFrom(...uris),
    prefix: fc.constantFrom('p', 'q', 'new'),
    value: writableText,
  },
  { requiredKeys: ['local', 'value'] },
);

/** Elements to write, up to a few levels deep. */
export const nodeSpec: fc.Arbitrary<XmlNodeSpec> = fc.letrec<{ node: XmlNodeSpec }>((tie) => ({
  node: fc
    .tuple(
      fc.record(
        { local: localName, uri: fc.constantFrom(...uris), prefix: fc.constantFrom('', 'p', 'new') },
        { requiredKeys: ['local', 'uri'] },
      ),
      fc.uniqueArray(attributeSpec, { maxLength: 3, selector: ({ local, uri = '' }) => `${local} ${uri}` }),
      fc.oneof(
        { depthSize: 'small' },
        fc.record({ text: writableText }),
        fc.record({ children: fc.array(tie('node'), { maxLength: 3 }) }),
      ),
    )
    .map(([named, own, content]): XmlNodeSpec => ({ ...named, attributes: own, ...content })),
})).node;

/** What an element means: expanded names, attributes in any order, content without blank text and comments. */
export type Model = {
  name: string;
  attributes: Map<string, string>;
  content: (Model | string)[];
};

export function modelOf(from: XmlElement): Model {
  const attributeList = from.attributes
    .filter(({ uri }) => uri !== 'http://www.w3.org/2000/xmlns/')
    .map(({ local, uri, value: text }) => [`{${uri}}${local}`, text] as const);
  return { name: `{${from.uri}}${from.local}`, attributes: new Map(attributeList), content: contentOf(from) };
}

function contentOf(from: XmlElement): (Model | string)[] {
  const content: (Model | string)[] = [];
  for (const child of from.children) {
    if (child.kind === 'element') content.push(modelOf(child));
    else if (child.kind === 'text' || child.kind === 'cdata') addText(content, child.value);
  }
  // Blanks between elements are looks; in an element without any they are its text.
  const hasElements = content.some((each) => typeof each !== 'string');
  return hasElements
    ? content.filter((each) => typeof each !== 'string' || /[^ \t\r\n]/.test(each))
    : content;
}

function addText(content: (Model | string)[], text: string): void {
  const last = content.at(-1);
  if (typeof last === 'string') content[content.length - 1] = last + text;
  else if (text !== '') content.push(text);
}

export function modelOfSpec(spec: XmlNodeSpec): Model {
  const { text, children = [] } = spec;
  return {
    name: `{${spec.uri}}${spec.local}`,
    attributes: new Map(
      (spec.attributes ?? []).map(({ local, uri = '', value: written }) => [`{${uri}}${local}`, written]),
    ),
    content: text === undefined ? children.map(modelOfSpec) : text === '' ? [] : [text],
  };
}
