/** Offsets (UTF-16 code units) at which the lines of a text start; the first is 0. Lines end with LF, CR LF or CR. */
export type LineTable = readonly number[];

export function lineTableOf(text: string): LineTable {
  const starts = [0];
  const lineEnd = /\r\n|[\r\n]/g;
  while (lineEnd.exec(text) !== null) starts.push(lineEnd.lastIndex);
  return starts;
}

/** Line and column, both from 1, of an offset. Columns count UTF-16 code units. */
export function lineAndColumn(
  table: LineTable,
  offset: number,
): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((table[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (table[low] ?? 0) + 1 };
}
