import { describe, expect, it } from 'vitest';
import { type FileTarget, PendingFile } from '../../../main/files/file-target.ts';

/** A target that remembers what was written where, and the promise that says when it may be written to. */
function pending() {
  const written: (readonly [position: number, text: string])[] = [];
  const target: FileTarget = {
    write: async (bytes, position) => void written.push([position, Buffer.from(bytes).toString()]),
  };
  const gate = { open: (): void => undefined, fail: (_error: Error): void => undefined };
  const ready = new Promise<void>((resolve, reject) => Object.assign(gate, { open: resolve, fail: reject }));
  return { written, gate, file: new PendingFile(target, ready) };
}

describe('a file whose beginning is still being filled', () => {
  it('holds back what is written, in its order, and lets the writer go on', async () => {
    const { written, gate, file } = pending();
    const bytes = Buffer.from('one');
    await file.write(bytes, 5);
    bytes.fill(0); // The bytes are the writer's again.
    await file.write(Buffer.from('two'), 8);
    expect(written).toEqual([]);
    gate.open();
    await file.settle();
    await file.write(Buffer.from('three'), 11);
    expect(written).toEqual([
      [5, 'one'],
      [8, 'two'],
      [11, 'three'],
    ]);
  });

  it('makes the writer wait when too much is held back', async () => {
    const { written, gate, file } = pending();
    const large = Buffer.alloc(9_000_000, 'x');
    await file.write(large, 0);
    let isDone = false;
    const second = file.write(large, 9_000_000).then(() => (isDone = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isDone).toBe(false);
    gate.open();
    await second;
    expect(written.map(([position]) => position)).toEqual([0, 9_000_000]);
  });

  it('says why it could not be filled', async () => {
    const { written, gate, file } = pending();
    await file.write(Buffer.from('one'), 0);
    gate.fail(new Error('no room'));
    await expect(file.settle()).rejects.toThrow('no room');
    expect(written).toEqual([]);
  });
});
