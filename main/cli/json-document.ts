import type { Issue } from '../../shared/base/issue.ts';
import { issueMessage } from '../../shared/i18n/issue-message.ts';
import { printableJson } from './printable.ts';

/**
 * The one document that `--json` prints. `ok` is true exactly when the exit code is 0. `part` and `where` are `null`
 * where an issue has none; `message` is English whatever the language, so that scripts can rely on it.
 */
export function formatJsonDocument(
  ok: boolean,
  issues: readonly Issue[],
  output: object | undefined,
): string {
  const document = { ok, issues: issues.map(describeIssue), ...output };
  return `${printableJson(JSON.stringify(document, null, 2))}\n`;
}

/** An issue as `--json` prints it, wherever it stands in the document. */
export function describeIssue(each: Issue) {
  return {
    code: each.code,
    severity: each.severity,
    part: each.part ?? null,
    where: each.where ?? null,
    message: issueMessage(each, 'en'),
  };
}
