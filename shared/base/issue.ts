import { type IssueCode, issueSeverities } from './issue-codes.ts';
import { limits } from './limits.ts';

export type Severity = 'error' | 'warning' | 'info';

/**
 * Place of an issue inside its part. Lines and columns start at 1, blocks at 0. `offset` is in bytes of the file; in
 * XML text (codes XML-* but XML-ENCODING) it counts UTF-16 code units of the decoded text, as the column does.
 */
export type Where = {
  readonly offset?: number;
  readonly line?: number;
  readonly column?: number;
  readonly block?: number;
};

export type IssueParams = Readonly<Record<string, string | number>>;

/**
 * One finding about something that was read or asked for. `part` is a part name inside a package or a
 * file the user named. The words are not here: shared/i18n has them under `code`, filled from `params`.
 */
export type Issue = {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly part?: string;
  readonly where?: Where;
  readonly params?: IssueParams;
};

/** Makes an issue with the severity that its code always has. */
export function issue(code: IssueCode, detail: Omit<Issue, 'code' | 'severity'> = {}): Issue {
  return { code, severity: issueSeverities[code], ...detail };
}

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((each) => each.severity === 'error');
}

/** True when the issues ask for somebody's attention; notes of severity `info` do not. */
export function hasFindings(issues: readonly Issue[]): boolean {
  return issues.some((each) => each.severity !== 'info');
}

/** At most `limits.issuesPerCode` issues of a code; what is left out is counted in a closing USE-MORE. */
export function limitPerCode(issues: readonly Issue[]): readonly Issue[] {
  const counts = new Map<IssueCode, number>();
  const kept = issues.filter((each) => {
    const count = (counts.get(each.code) ?? 0) + 1;
    counts.set(each.code, count);
    return count <= limits.issuesPerCode;
  });
  const more = [...counts].filter(([, count]) => count > limits.issuesPerCode);
  return [
    ...kept,
    ...more.map(([name, count]) =>
      issue('USE-MORE', { params: { name, count: count - limits.issuesPerCode } }),
    ),
  ];
}
