import { describe, expect, test } from 'vitest';
import type { XmlNodeSpec } from '../../../shared/xml/xml-node-spec.ts';
import { type Edit, edited, insert, n } from './editing.ts';

describe('prefixes of new elements', () => {
  const p: XmlNodeSpec = { local: 'n', uri: 'urn:p' };

  test.each<readonly [string, string, Edit, string]>([
    [
      'declared further out',
      '<a xmlns:p="urn:p"><b/></a>',
      insert('append', 'a', p),
      '<a xmlns:p="urn:p"><b/><p:n/></a>',
    ],
    [
      'default namespace',
      '<a xmlns="urn:p"><b/></a>',
      insert('append', 'b', p),
      '<a xmlns="urn:p"><b><n/></b></a>',
    ],
    [
      'as the neighbour has it',
      '<a xmlns="urn:p" xmlns:p="urn:p"><p:b/></a>',
      insert('append', 'a', p),
      '<a xmlns="urn:p" xmlns:p="urn:p"><p:b/><p:n/></a>',
    ],
    [
      'as the parent has it',
      '<p:a xmlns="urn:p" xmlns:p="urn:p"/>',
      insert('append', 'p:a', p),
      '<p:a xmlns="urn:p" xmlns:p="urn:p">\n  <p:n/>\n</p:a>',
    ],
    [
      'declared again nearer',
      '<a xmlns:p="urn:p"><b xmlns="urn:p"><c/></b></a>',
      insert('after', 'c', p),
      '<a xmlns:p="urn:p"><b xmlns="urn:p"><c/><n/></b></a>',
    ],
    [
      'a prefix that means something else here',
      '<a xmlns:p="urn:p"><b xmlns:p="urn:q"><p:c/></b></a>',
      insert('after', 'p:c', p),
      '<a xmlns:p="urn:p"><b xmlns:p="urn:q"><p:c/><n xmlns="urn:p"/></b></a>',
    ],
    [
      'children as their new parent',
      '<p:a xmlns="urn:p" xmlns:p="urn:p"><p:b/></p:a>',
      insert('append', 'p:a', { ...p, children: [p] }),
      '<p:a xmlns="urn:p" xmlns:p="urn:p"><p:b/><p:n><p:n/></p:n></p:a>',
    ],
    [
      'not what its own declarations take',
      '<a><b/></a>',
      insert('append', 'a', { ...p, namespaces: [{ prefix: '', uri: 'urn:x' }] }),
      '<a><b/><ns1:n xmlns="urn:x" xmlns:ns1="urn:p"/></a>',
    ],
    [
      'not declared, with a wish',
      '<a><b/></a>',
      insert('append', 'a', { ...p, prefix: 'q' }),
      '<a><b/><q:n xmlns:q="urn:p"/></a>',
    ],
    [
      'no namespace under a default one',
      '<a xmlns="urn:a"><b/></a>',
      insert('append', 'a', { ...n, children: [n] }),
      '<a xmlns="urn:a"><b/><n xmlns=""><n/></n></a>',
    ],
    [
      'an attribute and a child of other namespaces',
      '<a xmlns:q="urn:q"><b/></a>',
      insert('append', 'a', {
        ...p,
        prefix: 'q',
        attributes: [{ local: 'x', uri: 'urn:q', value: '1' }],
        children: [{ local: 'm', uri: 'urn:r' }, p],
      }),
      '<a xmlns:q="urn:q"><b/><q:n xmlns:q="urn:p" xmlns:ns1="urn:q" ns1:x="1"><m xmlns="urn:r"/><q:n/></q:n></a>',
    ],
  ])('%s', (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});
