/**
 * The words of one issue code. `{{name}}` is filled from the issue's params; a part in `[[double brackets]]` is
 * left out when a param inside it is absent, so that a sentence reads well with any of the params that its
 * finder happened to know.
 *
 * Params that finders use: `name` and `other` (things with a name), `expected` and `actual`, `limit`, `reason`
 * (a few plain words, English), `path`, `tool`, `count`.
 */
export type IssueText = {
  /** What is wrong: one sentence, without its place. */
  readonly message: string;
  /** What it means for the client or the person, and what to do. */
  readonly meaning?: string;
};
