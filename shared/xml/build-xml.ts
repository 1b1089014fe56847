import { type Result, success } from '../base/result.ts';
import { outermostScope } from './namespace-scope.ts';
import { renderDeclaration, renderSpec } from './render-node.ts';
import type { XmlNodeSpec } from './xml-node-spec.ts';

export type BuildXmlOptions = {
  /** Encoding named in the XML declaration, the one the text will be encoded in; no declaration when absent. */
  readonly encoding?: 'utf-8' | 'utf-16';
  readonly standalone?: 'yes' | 'no';
  /** CR LF by default, as the tools of Windows write. */
  readonly lineEnd?: '\r\n' | '\n';
  /** Blanks of one level, two by default; the empty string gives lines without indentation, `null` one single line. */
  readonly indent?: string | null;
};

/**
 * Text of a new document: the same for the same input, each element on its own line, a line end at the end. Reading it with
 * `parseXml` gives the names, attributes and texts of `root`. For a document that exists already, see `applyXmlEdits`.
 *
 * Issues: XML-CONTENT for a name or character that XML cannot hold, XML-LIMIT for elements nested too deeply.
 */
export function buildXml(root: XmlNodeSpec, options: BuildXmlOptions = {}): Result<string> {
  const { encoding, standalone, lineEnd = '\r\n', indent = '  ' } = options;
  const around = { scope: outermostScope, neighbours: [] };
  const layout = indent === null ? undefined : { indent: '', unit: indent };
  const body = renderSpec(root, around, { lineEnd, ascii: false }, layout);
  if (!body.ok) return body;
  const after = indent === null ? '' : lineEnd;
  if (encoding === undefined) return success(body.value + after);
  const declaration = renderDeclaration([
    ['version', '1.0'],
    ['encoding', encoding],
    ...(standalone === undefined ? [] : [['standalone', standalone] as const]),
  ]);
  return success(declaration + after + body.value + after);
}
