import { useMemo } from 'react';
import type { Issue } from '../../shared/base/issue.ts';
import type { VerificationState } from '../store/workbench-state.ts';
import { useWorkbench } from '../store/workbench-store.ts';

const order = { error: 0, warning: 1, info: 2 } as const;

const nothing: readonly Issue[] = [];

function issuesOf(verification: VerificationState): readonly Issue[] {
  return verification.kind === 'done' || verification.kind === 'failed' ? verification.issues : nothing;
}

/**
 * What was found about the package, worst first: on opening, and by the last verification. Both may find the same;
 * it is shown once.
 */
export function useFindings(): readonly Issue[] {
  const opening = useWorkbench((state) => (state.document.kind === 'open' ? state.document.issues : nothing));
  const verifying = useWorkbench((state) => issuesOf(state.verification));
  return useMemo(() => {
    const unique = new Map([...opening, ...verifying].map((each) => [JSON.stringify(each), each]));
    return [...unique.values()].sort((left, right) => order[left.severity] - order[right.severity]);
  }, [opening, verifying]);
}
