import { throwIfCancelled } from '../files/io-issue.ts';

/**
 * Runs one task for each unit, several at once, and hands the results to `consume` one after the other in the order
 * of the units. At most `window` units are under way or waiting to be consumed, which bounds memory: that is the
 * back-pressure of a slow consumer on the workers.
 *
 * The first failure stops the taking of new units; what is under way is waited for, so that nothing still touches
 * files when this settles.
 */
export async function runOrdered<Unit, Output>(
  units: Iterable<Unit> | AsyncIterable<Unit>,
  steps: {
    readonly window: number;
    readonly run: (unit: Unit) => Promise<Output>;
    readonly consume: (output: Output, unit: Unit) => Promise<void> | void;
    readonly signal: { readonly aborted: boolean };
  },
): Promise<void> {
  const underWay: { readonly unit: Unit; readonly output: Promise<Output> }[] = [];
  const consumeFirst = async (): Promise<void> => {
    const first = underWay[0];
    if (first === undefined) return;
    const output = await first.output;
    underWay.shift();
    throwIfCancelled(steps.signal);
    await steps.consume(output, first.unit);
  };
  try {
    for await (const unit of units) {
      throwIfCancelled(steps.signal);
      const output = steps.run(unit);
      // Handled when its turn comes; until then a failure must not count as unhandled.
      output.catch(() => undefined);
      underWay.push({ unit, output });
      if (underWay.length >= steps.window) await consumeFirst();
    }
    while (underWay.length > 0) await consumeFirst();
  } finally {
    await Promise.allSettled(underWay.map((each) => each.output));
  }
}
