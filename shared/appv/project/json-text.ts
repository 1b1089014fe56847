import { type Issue, issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';

/** A JSON text with the places of its values, so that a complaint about a value can say its line. */
export type JsonText = {
  readonly value: unknown;
  /** Line and column, from 1, of the value at a path; of the nearest value around it when there is none. */
  readonly placeOf: (path: readonly (string | number)[]) => { line: number; column: number };
  /** Paths of properties that their object has already. */
  readonly twice: readonly (readonly (string | number)[])[];
};

/** Values inside one another. A project needs five; a text that exceeds this is no project. */
const maximumDepth = 64;

/**
 * Reads JSON strictly (RFC 8259), tolerating only a byte order mark, which some editors write. JSON.parse is not
 * enough: its complaints have no dependable position, and it drops a repeated property silently.
 *
 * Issue: PRJ-NOT-JSON with line and column.
 */
export function readJsonText(text: string): Result<JsonText> {
  const reader = new JsonReader(text);
  const root = reader.read();
  if (root === undefined) return failure(reader.problem(text));
  return success({
    value: root.value,
    placeOf: (path) => place(text, locate(root, path)),
    twice: reader.twice,
  });
}

type Key = string | number;
type Node = { readonly value: unknown; readonly offset: number; readonly children?: ReadonlyMap<Key, Node> };

function locate(root: Node, path: readonly Key[]): number {
  let node = root;
  for (const key of path) {
    const child = node.children?.get(key);
    if (child === undefined) break;
    node = child;
  }
  return node.offset;
}

function place(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (const match of text.slice(0, offset).matchAll(/\r\n|\r|\n/g)) {
    line++;
    start = match.index + match[0].length;
  }
  return { line, column: offset - start + 1 };
}

class JsonReader {
  readonly twice: (readonly Key[])[] = [];
  readonly #text: string;
  readonly #path: Key[] = [];
  #at: number;
  #reason = '';

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\ufeff') ? 1 : 0;
  }

  read(): Node | undefined {
    const node = this.#value();
    if (node === undefined) return undefined;
    this.#skipBlank();
    if (this.#at < this.#text.length) return this.#fail('more text after the value');
    return node;
  }

  problem(text: string): Issue {
    return issue('PRJ-NOT-JSON', { where: place(text, this.#at), params: { reason: this.#reason } });
  }

  #fail(reason: string): undefined {
    this.#reason = this.#at >= this.#text.length ? 'the text ends too early' : reason;
    return undefined;
  }

  #skipBlank(): void {
    while (' \t\r\n'.includes(this.#text.charAt(this.#at)) && this.#at < this.#text.length) this.#at++;
  }

  #take(character: string): boolean {
    this.#skipBlank();
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at++;
    return true;
  }

  #value(): Node | undefined {
    this.#skipBlank();
    const offset = this.#at;
    if (this.#path.length > maximumDepth) return this.#fail('values are nested too deeply');
    switch (this.#text.charAt(offset)) {
      case '{':
        return this.#object(offset);
      case '[':
        return this.#array(offset);
      case '"': {
        const value = this.#string();
        return value === undefined ? undefined : { value, offset };
      }
      default:
        return this.#literal(offset);
    }
  }

  #object(offset: number): Node | undefined {
    this.#at++;
    const children = new Map<Key, Node>();
    if (this.#take('}')) return { value: {}, offset, children };
    do {
      this.#skipBlank();
      const key = this.#string();
      if (key === undefined) return undefined;
      if (!this.#take(':')) return this.#fail('a colon is missing');
      if (children.has(key)) this.twice.push([...this.#path, key]);
      if (!this.#child(children, key)) return undefined;
    } while (this.#take(','));
    if (!this.#take('}')) return this.#fail('a comma or a closing brace is missing');
    // fromEntries makes a property of its own even of `__proto__`.
    const value = Object.fromEntries([...children].map(([key, child]) => [key, child.value]));
    return { value, offset, children };
  }

  #array(offset: number): Node | undefined {
    this.#at++;
    const children = new Map<Key, Node>();
    if (this.#take(']')) return { value: [], offset, children };
    do {
      if (!this.#child(children, children.size)) return undefined;
    } while (this.#take(','));
    if (!this.#take(']')) return this.#fail('a comma or a closing bracket is missing');
    return { value: [...children.values()].map((child) => child.value), offset, children };
  }

  #child(children: Map<Key, Node>, key: Key): boolean {
    this.#path.push(key);
    const child = this.#value();
    this.#path.pop();
    if (child !== undefined) children.set(key, child);
    return child !== undefined;
  }

  #string(): string | undefined {
    const start = this.#at;
    if (this.#text.charAt(start) !== '"') return this.#fail('a property name in double quotes is missing');
    let end = start + 1;
    while (end < this.#text.length && this.#text.charAt(end) !== '"')
      end += this.#text.charAt(end) === '\\' ? 2 : 1;
    const quoted = this.#text.slice(start, end + 1);
    if (end >= this.#text.length) {
      this.#at = this.#text.length;
      return this.#fail('');
    }
    const wrong = /[\u0000-\u001f]|\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(quoted.replaceAll('\\\\', '\\/'));
    if (wrong !== null) {
      this.#at = start + wrong.index;
      return this.#fail('a character that a string may not have');
    }
    this.#at = end + 1;
    return JSON.parse(quoted);
  }

  #literal(offset: number): Node | undefined {
    const pattern = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])/y;
    pattern.lastIndex = offset;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return this.#fail('this is not a JSON value');
    this.#at = offset + found.length;
    return { value: JSON.parse(found), offset };
  }
}
