import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readWindowState, writeWindowState } from '../../../main/electron/window-state.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-state-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const screen = { x: 0, y: 0, width: 1_920, height: 1_040 };
const left = { x: -1_280, y: 0, width: 1_280, height: 1_024 };
const usual = { bounds: { x: 320, y: 120, width: 1_280, height: 800 }, maximized: false };

test('comes back as it was written, in a folder that is made', () => {
  const file = path.join(folder, 'new', 'window.json');
  const state = { bounds: { x: -1_200, y: 40, width: 1_000, height: 700 }, maximized: true };
  writeWindowState(file, state);
  expect(readWindowState(file, [screen, left])).toEqual(state);
});

test('is forgotten when its screen is gone', () => {
  const file = path.join(folder, 'gone.json');
  writeWindowState(file, { bounds: { x: -1_200, y: 40, width: 1_000, height: 700 }, maximized: false });
  expect(readWindowState(file, [screen])).toEqual(usual);
});

describe('what is no state', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['no bounds', '{"maximized":true}'],
    ['texts', '{"bounds":{"x":"0","y":"0","width":"1280","height":"800"}}'],
    ['a window of no size', '{"bounds":{"x":0,"y":0,"width":0,"height":0}}'],
    ['a title bar above the screen', '{"bounds":{"x":0,"y":-900,"width":1280,"height":800}}'],
    ['a window beside the screen', '{"bounds":{"x":1900,"y":0,"width":1280,"height":800}}'],
    ['numbers beyond all screens', '{"bounds":{"x":1e308,"y":0,"width":1280,"height":800}}'],
  ])('%s', (_what, text) => {
    const file = path.join(folder, 'bad.json');
    writeFileSync(file, text);
    expect(readWindowState(file, [screen])).toEqual(usual);
  });
});

test('a small screen gets a window that fits', () => {
  const small = { x: 0, y: 24, width: 1_024, height: 700 };
  expect(readWindowState(path.join(folder, 'none.json'), [small]).bounds).toEqual(small);
});

test('closing goes on where the state cannot be written', () => {
  writeFileSync(path.join(folder, 'a file'), '');
  expect(() => writeWindowState(path.join(folder, 'a file', 'window.json'), usual)).not.toThrow();
});
