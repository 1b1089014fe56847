import { describe, expect, it } from 'vitest';
import {
  formatCentralHeader,
  formatDescriptor,
  formatLocalHeader,
  formatTail,
  localHeaderSize,
} from '../../../shared/opc/zip-records.ts';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** The fields of a record, one after the other. */
function fields(...list: readonly string[]): string {
  return list.join('');
}

/*
 * Bytes written by hand from APPNOTE.TXT 4.3 and the profile of makemsix: version 45, flag 0x0008, zeros for CRC and
 * sizes in the local header, dates fixed at 1980-01-01.
 */
describe('records of a container', () => {
  it('local header', () => {
    expect(hex(formatLocalHeader('a.b', 8))).toBe(
      fields(
        '504b0304',
        '2d00',
        '0800',
        '0800',
        '0000',
        '2100',
        '00000000'.repeat(3),
        '0300',
        '0000',
        '612e62',
      ),
    );
    expect(localHeaderSize('a.b')).toBe(33);
  });

  it('data descriptor of 24 bytes', () => {
    expect(hex(formatDescriptor(0x11223344, 5, 0x1_0000_0002))).toBe(
      fields('504b0708', '44332211', '0500000000000000', '0200000001000000'),
    );
  });

  const entry = {
    entryName: 'a.b',
    method: 0,
    crc32: 0x11223344,
    compressedSize: 5,
    size: 6,
    localOffset: 7,
  } as const;

  it('central header without an extra field', () => {
    expect(hex(formatCentralHeader(entry))).toBe(
      fields(
        '504b0102',
        '2d00',
        '2d00',
        '0800',
        '0000',
        '0000',
        '2100',
        '44332211',
        '05000000',
        '06000000',
        '0300',
        '0000',
        '0000',
        '0000',
        '0000',
        '00000000',
        '07000000',
        '612e62',
      ),
    );
  });

  it('central header moves only what does not fit into 32 bits', () => {
    const large = formatCentralHeader({ ...entry, size: 0x1_0000_0000, localOffset: 0xffff_ffff });
    expect(hex(large.subarray(20, 28))).toBe(fields('05000000', 'ffffffff'));
    expect(hex(large.subarray(42, 46))).toBe('ffffffff');
    expect(hex(large.subarray(49))).toBe(fields('0100', '1000', '0000000001000000', 'ffffffff00000000'));
    expect(hex(large.subarray(30, 32))).toBe('1400');
  });

  it('tail is Zip64 however small the package', () => {
    expect(hex(formatTail(2, 0x1000, 0x80))).toBe(
      fields(
        '504b0606',
        '2c00000000000000',
        '2d00',
        '2d00',
        '00000000'.repeat(2),
        '0200000000000000'.repeat(2),
        '8000000000000000',
        '0010000000000000',
        '504b0607',
        '00000000',
        '8010000000000000',
        '01000000',
        '504b0506',
        '0000',
        '0000',
        'ffff',
        'ffff',
        'ffffffff',
        'ffffffff',
        '0000',
      ),
    );
  });
});
