/** A fenced block of a Markdown text. */
export type Block = { readonly language: string; readonly lines: readonly string[] };

const fence = /^```(\w*)\n([^]*?)^```$/gm;

export function fencedBlocks(text: string): readonly Block[] {
  return Array.from(text.matchAll(fence), ([, language = '', content = '']) => ({
    language,
    lines: content.split('\n').filter((line) => line.trim() !== ''),
  }));
}

/** The targets of links and pictures. Code is no link, whatever stands in it. */
export function linkTargets(text: string): readonly string[] {
  const prose = text.replace(fence, '').replace(/`[^`\n]*`/g, '');
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
}

/** What stands between backticks outside of blocks. */
export function codeSpans(text: string): readonly string[] {
  return Array.from(text.replace(fence, '').matchAll(/`([^`\n]+)`/g), ([, code = '']) => code);
}

/** The anchors of headings, as GitHub makes them. */
export function anchors(text: string): readonly string[] {
  const headings = text.replace(fence, '').matchAll(/^#+ (.+)$/gm);
  return Array.from(headings, ([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** Words of a shell's line: quotes hold a word together, and nothing is replaced. */
export function shellWords(line: string): readonly string[] {
  return Array.from(
    line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}
