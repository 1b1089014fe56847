import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineCrc32 } from '../../../shared/opc/crc32-combine.ts';

test('the CRC-32 of a concatenation follows from the CRCs of its pieces', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array({ maxLength: 3000 }), (left, right) => {
      const whole = crc32(Buffer.concat([left, right]));
      expect(combineCrc32(crc32(left), crc32(right), right.length)).toBe(whole);
    }),
  );
});

test('a long run of zeros is as cheap as a short one', () => {
  const zeros = new Uint8Array(5_000_000);
  expect(combineCrc32(crc32(Uint8Array.of(1, 2, 3)), crc32(zeros), zeros.length)).toBe(
    crc32(Buffer.concat([Uint8Array.of(1, 2, 3), zeros])),
  );
});
