import { z } from 'zod';
import { type Issue, issue } from '../../base/issue.ts';
import { limits } from '../../base/limits.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { readJsonText } from '../project/json-text.ts';
import { formatJsonPath, type SchemaProblem, schemaProblems } from '../project/schema-problems.ts';
import { type WrittenEdit, writtenEdit } from './package-edit.ts';

const list = z.array(writtenEdit);
const wrapped = z.strictObject({ edits: list });

/** assets/schemas/package-edits.schema.json: the form of a list of edits as JSON Schema, draft 2020-12. */
export function editListSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(list, { target: 'draft-2020-12' });
  return {
    $schema,
    title: 'Packwright package edits',
    description: 'Edits of an App-V package, applied one after the other: packwright edit --edits',
    ...rest,
  };
}

/**
 * Reads the text of a file with edits: a JSON list of them, or an object whose only property `edits` is that list.
 *
 * Issue: EDT-INVALID with line and column, one for each value that does not follow the schema, with its JSON path in
 * `path` and in `reason` what is expected; for a text that is no JSON at all without `path`.
 */
export function parseEditList(text: string): Result<readonly WrittenEdit[]> {
  const json = readJsonText(text);
  if (!json.ok) return failure(...json.issues.map(notJson));
  const { value, placeOf, twice } = json.value;
  const found = check(value);
  const problems: readonly SchemaProblem[] = [
    ...twice.map((path) => ({ path, reason: 'this property is there twice' })),
    ...schemaProblems(value, found.problems),
  ];
  if (problems.length === 0) return success(found.edits);
  // Finding a line takes as long as the text is, so it is done only for the problems that are told.
  const told = problems.slice(0, limits.issuesPerCode).map(({ path, reason }) => {
    return issue('EDT-INVALID', { where: placeOf(path), params: { path: formatJsonPath(path), reason } });
  });
  const more = problems.length - told.length;
  return failure(
    ...told,
    ...(more > 0 ? [issue('USE-MORE', { params: { name: 'EDT-INVALID', count: more } })] : []),
  );
}

function check(value: unknown): {
  readonly edits: readonly WrittenEdit[];
  readonly problems: readonly z.core.$ZodIssue[];
} {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const checked = wrapped.safeParse(value);
    return { edits: checked.data?.edits ?? [], problems: checked.error?.issues ?? [] };
  }
  const checked = list.safeParse(value);
  return { edits: checked.data ?? [], problems: checked.error?.issues ?? [] };
}

function notJson({ where, params }: Issue): Issue {
  return issue('EDT-INVALID', {
    ...(where === undefined ? {} : { where }),
    ...(params === undefined ? {} : { params }),
  });
}
