/** Columns that `text` takes on a terminal: East Asian wide characters and emoji take two, marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Lines of `label  value`, the values below each other. Rows without a value are left out. */
export function alignPairs(
  rows: readonly (readonly [label: string, value: string | undefined])[],
): readonly string[] {
  const present = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  const width = Math.max(0, ...present.map(([label]) => displayWidth(label)));
  return present.map(([label, value]) => `  ${padEnd(label, width)}  ${value}`);
}

/** Lines of cells below each other; `align` says for each column on which side its cells stand. */
export function alignTable(
  rows: readonly (readonly string[])[],
  align: readonly ('left' | 'right')[],
): readonly string[] {
  const widths = align.map((_side, column) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  return rows.map((row) => {
    const cells = align.map((side, column) => {
      const cell = row[column] ?? '';
      const width = widths[column] ?? 0;
      return side === 'left' ? padEnd(cell, width) : padStart(cell, width);
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** Breaks text at blanks so that no line is wider than `width` with its indent, unless one word is. */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(indent + longer) > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, indent + line];
}
