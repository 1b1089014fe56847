import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../shared/base/issue.ts';
import { formatBytes, formatNumber, formatPercent } from '../../shared/i18n/format.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { issueMeaning, issueMessage } from '../../shared/i18n/issue-message.ts';
import { useWorkbench } from '../store/workbench-store.ts';
import { formatTime } from './format-time.ts';

/** The words of the window and the numbers of its language: the same object until the language changes. */
export function useWords() {
  const { t } = useTranslation();
  const language = useWorkbench((state) => state.language);
  const locale = useWorkbench((state) => state.locale);
  return useMemo(
    () => ({
      t,
      language,
      bytes: (value: number) => formatBytes(value, language),
      number: (value: number) => formatNumber(value, language),
      share: (part: number, whole: number) => formatShare(part, whole, language),
      time: (text: string) => formatTime(text, locale),
      message: (issue: Issue) => issueMessage(issue, language),
      meaning: (issue: Issue) => issueMeaning(issue, language),
    }),
    [t, language, locale],
  );
}

/** Empty for a share of nothing; what is there but rounds to nothing is less than one percent, not zero. */
function formatShare(part: number, whole: number, language: Language): string {
  if (whole === 0) return '';
  const share = part / whole;
  return share > 0 && share < 0.005 ? `< ${formatPercent(0.01, language)}` : formatPercent(share, language);
}
