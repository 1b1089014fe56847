import { useSyncExternalStore } from 'react';
import type { ThemeName } from './themes.ts';

/** The theme for a choice. Colours that the system forces win over any choice. */
export function useThemeName(choice: 'system' | 'light' | 'dark'): ThemeName {
  const forced = useMediaQuery('(forced-colors: active)');
  const darkSystem = useMediaQuery('(prefers-color-scheme: dark)');
  if (forced) return 'high-contrast';
  if (choice === 'system') return darkSystem ? 'dark' : 'light';
  return choice;
}

function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
