import { useCallback } from 'react';
import type { Issue } from '../../shared/base/issue.ts';
import { useWords } from './use-words.ts';

/** Words for the place of an issue inside its part; empty when it has none. */
export function usePlace(): (issue: Issue) => string {
  const { t, number } = useWords();
  return useCallback(
    ({ where }: Issue) => {
      if (where === undefined) return '';
      const { block, line, column, offset } = where;
      return [
        ...(block === undefined ? [] : [t('place.block', { block: number(block) })]),
        ...(line === undefined ? [] : [t('place.line', { line: number(line) })]),
        ...(column === undefined ? [] : [t('place.column', { column: number(column) })]),
        ...(offset === undefined || line !== undefined
          ? []
          : [t('place.offset', { offset: number(offset), hex: offset.toString(16).toUpperCase() })]),
      ].join(', ');
    },
    [t, number],
  );
}
