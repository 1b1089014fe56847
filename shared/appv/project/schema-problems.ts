import type { z } from 'zod';

/*
 * What zod finds in a JSON value, in the plain words that issues carry as `reason`. Everything that people write as JSON
 * speaks with these words: projects and edits.
 */

/** A place inside a JSON value: names of properties and positions in lists, from the outside in. */
export type JsonPath = readonly (string | number)[];

export type SchemaProblem = { readonly path: JsonPath; readonly reason: string };

/**
 * The problems of `value`, one for each place: a value that fails one check of its form fails the next ones too. A property
 * that the schema does not know is reported at its own path.
 */
export function schemaProblems(value: unknown, found: readonly z.core.$ZodIssue[]): readonly SchemaProblem[] {
  return firstOfEachPlace(found).flatMap((problem) => {
    const reason = problemReason(problem, isAbsent(value, problem.path));
    return problemPaths(problem).map((path) => ({ path: path.map(toKey), reason }));
  });
}

function toKey(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key);
}

function firstOfEachPlace(problems: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const seen = new Set<string>();
  return problems.filter(({ path }) => {
    const key = JSON.stringify(path);
    return seen.size !== seen.add(key).size;
  });
}

function problemPaths(problem: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  if (problem.code !== 'unrecognized_keys') return [problem.path];
  return problem.keys.map((key) => [...problem.path, key]);
}

function problemReason(problem: z.core.$ZodIssue, absent: boolean): string {
  if (absent) return 'this property is missing';
  switch (problem.code) {
    case 'unrecognized_keys':
      return 'there is no such property';
    case 'invalid_type':
      return `expected ${expectedTypes[problem.expected] ?? problem.expected}`;
    case 'invalid_value':
      return `expected one of ${problem.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'options' in problem && problem.options !== undefined
        ? `expected one of ${problem.options.map(String).join(', ')}`
        : `expected ${problem.message}`;
    case 'too_big':
      return `longer than ${problem.maximum}`;
    case 'too_small':
      return problem.origin === 'string' ? 'this text is empty' : 'expected at least one';
    default:
      return `expected ${problem.message}`;
  }
}

function isAbsent(value: unknown, path: readonly PropertyKey[]): boolean {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return true;
    at = Reflect.get(at, key);
  }
  return false;
}

const expectedTypes: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** `$.sources[0].root`, in the notation of RFC 9535; `root` is what stands for the whole value. */
export function formatJsonPath(keys: JsonPath, root = '$'): string {
  const steps = keys.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return `${root}${steps.join('')}`;
}
