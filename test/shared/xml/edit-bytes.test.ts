import { expect, test } from 'vitest';
import { issue } from '../../../shared/base/issue.ts';
import { failure, success } from '../../../shared/base/result.ts';
import { encodeUtf8 } from '../../../shared/base/text.ts';
import { editXmlBytes } from '../../../shared/xml/edit-bytes.ts';
import { encodeXml } from '../../../shared/xml/xml-text.ts';

test.each([
  ['utf-8', false],
  ['utf-8', true],
  ['utf-16le', true],
  ['utf-16be', false],
] as const)('encoding and byte order mark stay: %s, %s', (encoding, byteOrderMark) => {
  const bytesOf = (text: string) => encodeXml({ text, encoding, byteOrderMark });
  const note = issue('USE-MORE');
  const edited = editXmlBytes(bytesOf('<a>\r\n<b/></a>\n'), ({ root }) =>
    success([{ kind: 'setAttribute', element: root, attribute: { local: 'é', value: '\u{1f600}' } }], [note]),
  );
  expect(edited).toEqual({ ok: true, value: bytesOf('<a é="\u{1f600}">\r\n<b/></a>\n'), issues: [note] });
});

test('edits that change nothing give the same array back, with their notes', () => {
  const bytes = encodeUtf8('<a/>');
  const note = issue('USE-MORE');
  const edited = editXmlBytes(bytes, ({ root }) =>
    success([{ kind: 'removeAttribute', element: root, local: 'b' }], [note]),
  );
  expect(edited).toEqual({ ok: true, value: bytes, issues: [note] });
  expect(edited.ok && edited.value === bytes).toBe(true);
});

test.each([
  ['XML-ENCODING', new Uint8Array([0xff]), 'setText'],
  ['XML-MALFORMED', encodeUtf8('<a>'), 'setText'],
  ['USE-MORE', encodeUtf8('<a/>'), 'none'],
  ['XML-EDIT', encodeUtf8('<a><b/></a>'), 'setText'],
] as const)('%s', (code, bytes, kind) => {
  const edited = editXmlBytes(bytes, ({ root }) =>
    kind === 'none' ? failure(issue('USE-MORE')) : success([{ kind: 'setText', element: root, text: 'x' }]),
  );
  expect(edited).toMatchObject({ ok: false, issues: [{ code }] });
});
