import { describe, expect, it } from 'vitest';
import { isRunning, ownMark, parseMark } from '../../../main/files/process-mark.ts';
import { startProgram } from '../../support/run-program.ts';

describe('a process', () => {
  it('runs as long as it runs', async () => {
    const mark = await ownMark();
    expect(await isRunning(mark)).toBe(true);
    expect(await isRunning({ ...mark, started: `${mark.started}0` })).toBe(false);
  });

  it('of the same number that started at another time is another one', async () => {
    const program = await startProgram('say-own-mark');
    const mark = parseMark(JSON.stringify(await program.next()));
    if (mark === undefined) throw new Error('no mark');
    expect(await isRunning(mark)).toBe(true);
    expect(await isRunning({ ...mark, started: 'another boot 1' })).toBe(false);
    await program.kill();
    expect(await isRunning(mark)).toBe(false);
  });

  // Elsewhere nothing tells it from one that runs.
  it.runIf(process.platform === 'linux')(
    'that has ended and was not collected by its parent runs no more',
    async () => {
      // The shell becomes a program that never asks after its child.
      const program = await startProgram('say-own-mark', [], {
        execPath: 'sh',
        execArgv: ['-c', `'${process.execPath}' "$0" & exec sleep 60`],
      });
      try {
        const mark = parseMark(JSON.stringify(await program.next()));
        if (mark === undefined) throw new Error('no mark');
        expect(await isRunning(mark)).toBe(true);
        await expect.poll(() => isRunning(mark)).toBe(false);
        expect(process.kill(mark.process, 0)).toBe(true);
      } finally {
        await program.kill();
      }
    },
  );

  it('of another computer is in doubt', async () => {
    expect(await isRunning({ host: 'another-computer', process: 2 ** 30, started: 'x' })).toBe(true);
  });
});

it.each([
  '',
  'null',
  '[]',
  '{"host":"a","process":1}',
  '{"host":"a","process":"1","started":"x"}',
  '{"host":"a","process":0,"started":"x"}',
  '{"host":"a","process":-1,"started":"x"}',
  '{"host":"a","process":1.5,"started":"x"}',
  '{"host":"a","process":1,"started":"x"',
])('no mark is %s', (text) => {
  expect(parseMark(text)).toBeUndefined();
});
