/** Runs tasks one after the other in the order in which they were given; a task that fails does not stop the next. */
export type Turns = <Value>(task: () => Promise<Value>) => Promise<Value>;

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = last.then(task);
    last = turn.catch(() => undefined);
    return turn;
  };
}
