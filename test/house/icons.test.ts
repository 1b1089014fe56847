import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeTree, root, runScript } from './checkout.ts';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const icons = join(root, 'assets', 'icons');

/** Compressed bytes differ between versions of zlib; pixels do not. */
async function pixels(path: string) {
  const { width, height, data } = PNG.sync.read(await readFile(path));
  return { width, height, data };
}

test('the committed icons are what the script draws', async () => {
  const folder = await makeTree({});
  expect((await runScript(root, ['scripts/make-icons.mjs', folder])).code).toBe(0);
  for (const size of sizes) {
    const name = join('linux', `${size}x${size}.png`);
    expect(await pixels(join(icons, name)), name).toEqual(await pixels(join(folder, name)));
  }
});

test.each(sizes)('%i pixels: clear corners, blue edge, white box', async (size) => {
  const { width, height, data } = await pixels(join(icons, 'linux', `${size}x${size}.png`));
  const at = (x: number, y: number) => [...data.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)];
  expect([width, height]).toEqual([size, size]);
  expect(at(0, 0)[3]).toBeLessThan(128);
  expect(at(size / 2, 0)).toEqual([0x0f, 0x5f, 0xc0, 0xff]);
  expect(at(Math.floor(size * 0.3), Math.floor(size * 0.6))).toEqual([0xff, 0xff, 0xff, 0xff]);
});

describe('the Windows icon', () => {
  let ico = Buffer.alloc(0);
  beforeAll(async () => {
    ico = await readFile(join(icons, 'icon.ico'));
  });

  test('holds the sizes that Explorer shows', () => {
    const count = ico.readUInt16LE(4);
    const widths = Array.from({ length: count }, (_, index) => ico.readUInt8(6 + 16 * index) || 256);
    expect(widths).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  test('its pictures follow one another to the end', () => {
    let end = 6 + 16 * ico.readUInt16LE(4);
    for (let index = 0; index < ico.readUInt16LE(4); index++) {
      expect(ico.readUInt32LE(6 + 16 * index + 12)).toBe(end);
      end += ico.readUInt32LE(6 + 16 * index + 8);
    }
    expect(end).toBe(ico.length);
  });

  test('a bitmap shows the same as the picture of that size', async () => {
    const { data } = await pixels(join(icons, 'linux', '16x16.png'));
    const bitmap = ico.subarray(ico.readUInt32LE(6 + 12) + 40);
    for (let y = 0; y < 16; y++) {
      for (let x = 0; x < 16; x++) {
        const [blue, green, red, alpha] = bitmap.subarray((y * 16 + x) * 4);
        expect([red, green, blue, alpha]).toEqual([...data.subarray(((15 - y) * 16 + x) * 4).subarray(0, 4)]);
      }
    }
  });
});

test('the macOS icon is made of pictures of the sizes that its types stand for', async () => {
  const icns = await readFile(join(icons, 'icon.icns'));
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const found: Record<string, number> = {};
  for (let offset = 8; offset < icns.length; offset += icns.readUInt32BE(offset + 4)) {
    const png = PNG.sync.read(icns.subarray(offset + 8, offset + icns.readUInt32BE(offset + 4)));
    found[icns.toString('latin1', offset, offset + 4)] = png.width;
  }
  // The types and widths are those of Apple's Icon Composer.
  expect(found).toEqual({ ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64 });
});
