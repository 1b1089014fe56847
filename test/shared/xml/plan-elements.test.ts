import { describe, expect, test } from 'vitest';
import { type Edit, edited, insert, n, remove, replace } from './editing.ts';

describe('inserting', () => {
  test.each<readonly [string, string, Edit, string]>([
    ['before', '<a>\n\t<b/>\n</a>', insert('before', 'b', n), '<a>\n\t<n/>\n\t<b/>\n</a>'],
    ['after', '<a>\n\t<b/>\n</a>', insert('after', 'b', n), '<a>\n\t<b/>\n\t<n/>\n</a>'],
    [
      'as the last child',
      '<a>\r\n  <b/>\r\n</a>',
      insert('append', 'a', n),
      '<a>\r\n  <b/>\r\n  <n/>\r\n</a>',
    ],
    [
      'line ends of the neighbour',
      '<a>\n  <b/>\r\n  <c/>\n</a>',
      insert('after', 'b', n),
      '<a>\n  <b/>\r\n  <n/>\r\n  <c/>\n</a>',
    ],
    ['lone carriage returns', '<a>\r  <b/>\r</a>', insert('append', 'a', n), '<a>\r  <b/>\r  <n/>\r</a>'],
    [
      'after the comment of the neighbour',
      '<a>\n  <b/> <!-- of b -->\n</a>',
      insert('after', 'b', n),
      '<a>\n  <b/> <!-- of b -->\n  <n/>\n</a>',
    ],
    [
      'after a last comment',
      '<a>\n  <b/>\n  <!-- end -->\n</a>',
      insert('append', 'a', n),
      '<a>\n  <b/>\n  <!-- end -->\n  <n/>\n</a>',
    ],
    [
      'where the end tag shares the line',
      '<a>\n  <b/></a>',
      insert('append', 'a', n),
      '<a>\n  <b/>\n  <n/></a>',
    ],
    ['all on one line', '<a><b/><c/></a>', insert('after', 'b', n), '<a><b/><n/><c/></a>'],
    [
      'into a closed element',
      '<a>\r\n  <b x="1" />\r\n</a>',
      insert('append', 'b', n),
      '<a>\r\n  <b x="1">\r\n    <n/>\r\n  </b>\r\n</a>',
    ],
    [
      'into an empty element',
      '<a>\n    <b></b>\n</a>',
      insert('append', 'b', n),
      '<a>\n    <b>\n        <n/>\n    </b>\n</a>',
    ],
    [
      'where tabs and blanks are mixed',
      '<a>\n\t<b>\n        <c/>\n\t</b>\n</a>',
      insert('append', 'c', n),
      '<a>\n\t<b>\n        <c>\n        \t<n/>\n        </c>\n\t</b>\n</a>',
    ],
    [
      'after a section',
      '<a>\n  <![CDATA[x]]>\n</a>',
      insert('append', 'a', n),
      '<a>\n  <![CDATA[x]]><n/>\n</a>',
    ],
    [
      'into an element that holds a line end',
      '<a>\n  <b>\n  </b>\n</a>',
      insert('append', 'b', n),
      '<a>\n  <b>\n    <n/>\n  </b>\n</a>',
    ],
    ['into a closed element within a line', '<a><b/></a>', insert('append', 'b', n), '<a><b><n/></b></a>'],
    ['into a lone root', '<a/>', insert('append', 'a', n), '<a>\n  <n/>\n</a>'],
    ['among words', '<a>x <b/> y\n</a>', insert('append', 'a', n), '<a>x <b/> y\n<n/></a>'],
    [
      'where blanks are content',
      '<a xml:space="preserve">\n  <b/>\n</a>',
      insert('after', 'b', n),
      '<a xml:space="preserve">\n  <b/><n/>\n</a>',
    ],
    [
      'where blanks are content no more',
      '<a xml:space="preserve"><b xml:space="default">\n  <c/>\n</b></a>',
      insert('after', 'c', n),
      '<a xml:space="preserve"><b xml:space="default">\n  <c/>\n  <n/>\n</b></a>',
    ],
    [
      'with children, attributes and text',
      '<a>\r\n\t<b/>\r\n</a>',
      insert('append', 'a', {
        ...n,
        attributes: [{ local: 'x', value: '"\n' }],
        children: [
          { ...n, text: '1\n<2' },
          { ...n, children: [n] },
        ],
      }),
      '<a>\r\n\t<b/>\r\n\t<n x="&quot;&#xA;">\r\n\t\t<n>1\r\n&lt;2</n>\r\n\t\t<n>\r\n\t\t\t<n/>\r\n\t\t</n>\r\n\t</n>\r\n</a>',
    ],
  ])('%s', (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});

describe('removing and replacing', () => {
  test.each<readonly [string, string, Edit, string]>([
    ['alone on its line', '<a>\r\n  <b/>\r\n  <c/>\n</a>', remove('b'), '<a>\r\n  <c/>\n</a>'],
    ['alone on several lines', '<a>\n  <b>\n    <c/>\n  </b>  \n</a>', remove('b'), '<a>\n</a>'],
    ['not alone', '<a>\n  <b/><c/>\n</a>', remove('b'), '<a>\n  <c/>\n</a>'],
    ['with a comment on its line', '<a>\n  <b/> <!-- b -->\n</a>', remove('b'), '<a>\n   <!-- b -->\n</a>'],
    ['before the end tag of its parent', '<a>\n  <b/>\n  <c/></a>', remove('c'), '<a>\n  <b/></a>'],
    ['all on one line', '<a><b/> <c/></a>', remove('b'), '<a> <c/></a>'],
    ['among words', '<a>x\n  <b/>\ny</a>', remove('b'), '<a>x\n  \ny</a>'],
    [
      'where blanks are content',
      '<a xml:space="preserve">\n  <b/>\n</a>',
      remove('b'),
      '<a xml:space="preserve">\n  \n</a>',
    ],
    [
      'replaced',
      '<a>\n\t<b>\n\t</b><c/>\n</a>',
      replace('b', { ...n, children: [n] }),
      '<a>\n\t<n>\n\t\t<n/>\n\t</n><c/>\n</a>',
    ],
    [
      'the root element replaced',
      '<!--x-->\r\n<a>\r\n <b/>\r\n</a>\r\n',
      replace('a', { ...n, children: [n] }),
      '<!--x-->\r\n<n>\r\n <n/>\r\n</n>\r\n',
    ],
  ])('%s', (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});
