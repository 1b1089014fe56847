import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runOrdered } from '../../../main/jobs/run-ordered.ts';

const signal = { aborted: false };

describe('units that run side by side', () => {
  it('are consumed in their order, never more than the window under way', async () => {
    let underWay = 0;
    let most = 0;
    const consumed: number[] = [];
    await runOrdered([30, 1, 20, 2, 10, 3], {
      window: 3,
      signal,
      run: async (milliseconds) => {
        most = Math.max(most, ++underWay);
        await wait(milliseconds);
        return milliseconds;
      },
      consume: (value) => {
        underWay--;
        consumed.push(value);
      },
    });
    expect(consumed).toEqual([30, 1, 20, 2, 10, 3]);
    expect(most).toBe(3);
  });

  it('stop at the first failure, after what is under way has settled', async () => {
    const finished: number[] = [];
    const started: number[] = [];
    const run = async (unit: number): Promise<number> => {
      started.push(unit);
      if (unit === 1) throw new Error('no');
      await wait(10);
      finished.push(unit);
      return unit;
    };
    const running = runOrdered([1, 2, 3, 4], { window: 2, signal, run, consume: () => undefined });
    await expect(running).rejects.toThrow('no');
    expect(started).toEqual([1, 2]);
    expect(finished).toEqual([2]);
  });

  it('stop when they are cancelled', async () => {
    const stop = { aborted: false };
    const consumed: number[] = [];
    const running = runOrdered([1, 2, 3, 4, 5], {
      window: 1,
      signal: stop,
      run: async (unit) => unit,
      consume: (unit) => {
        consumed.push(unit);
        if (unit === 2) stop.aborted = true;
      },
    });
    await expect(running).rejects.toMatchObject({ issues: [{ code: 'IO-CANCELLED' }] });
    expect(consumed).toEqual([1, 2]);
  });
});
