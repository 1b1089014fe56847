/*
 * CRC-32 of a concatenation from the CRCs of its pieces, by multiplication in GF(2)[x] modulo the CRC polynomial:
 * crc(A ++ B) = crc(A) * x^(8 |B|) + crc(B). Lets workers checksum slices of one file in parallel.
 */
const polynomial = 0xedb88320;

/** Product of two polynomials, coefficients of the highest power in bit 31 downwards (reflected, as CRC-32 keeps them). */
function multiply(left: number, right: number): number {
  let product = 0;
  let factor = right;
  for (let bit = 31; bit >= 0; bit--) {
    if ((left >>> bit) & 1) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
  }
  return product >>> 0;
}

/** x^(8 * bytes): the operator that moves a CRC past that many bytes. */
function shiftOperator(bytes: number): number {
  let operator = 0x8000_0000;
  let square = 0x0080_0000;
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) operator = multiply(operator, square);
    square = multiply(square, square);
  }
  return operator;
}

const operators = new Map<number, number>();

/** CRC-32 of A followed by B, where B is `rightLength` bytes long. */
export function combineCrc32(left: number, right: number, rightLength: number): number {
  let operator = operators.get(rightLength);
  if (operator === undefined) {
    operator = shiftOperator(rightLength);
    // Slices are of one size, so a handful of lengths serves nearly every call.
    if (operators.size > 64) operators.clear();
    operators.set(rightLength, operator);
  }
  return (multiply(left, operator) ^ right) >>> 0;
}
