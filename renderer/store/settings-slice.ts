import type { StateCreator } from 'zustand';
import { type Language, languageOfLocale } from '../../shared/i18n/language.ts';
import type { SettingsSlice, ThemeChoice, WorkbenchState } from './workbench-state.ts';

/** The parts of the browser's `Storage` that are needed. Reading and writing may throw where storage is forbidden. */
export type SettingsStorage = {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
};

export type SettingsEnvironment = {
  readonly storage: SettingsStorage;
  /** As the system has them, the preferred one first. */
  readonly locales: readonly string[];
};

const key = 'packwright.settings';

type Saved = { readonly language?: Language; readonly theme?: ThemeChoice; readonly sidePanel?: boolean };

export function createSettingsSlice({
  storage,
  locales,
}: SettingsEnvironment): StateCreator<WorkbenchState, [], [], SettingsSlice> {
  const saved = read(storage);
  const language = saved.language ?? languageOfLocale(locales[0] ?? 'en');
  return (set, get) => {
    const change = (settings: Saved) => {
      const next = { ...pick(get()), ...settings };
      set({ ...next, locale: localeFor(next.language, locales) });
      write(storage, next);
    };
    return {
      language,
      locale: localeFor(language, locales),
      theme: saved.theme ?? 'system',
      sidePanel: saved.sidePanel ?? true,
      setLanguage: (next) => change({ language: next }),
      setTheme: (theme) => change({ theme }),
      toggleSidePanel: () => change({ sidePanel: !get().sidePanel }),
    };
  };
}

function pick({ language, theme, sidePanel }: SettingsSlice): Required<Saved> {
  return { language, theme, sidePanel };
}

function localeFor(language: Language, locales: readonly string[]): string {
  return (
    locales.find((locale) => languageOfLocale(locale) === language && locale.startsWith(language)) ?? language
  );
}

/** Whatever is not a setting of ours is left out. */
function read(storage: SettingsStorage): Saved {
  let value: unknown;
  try {
    value = JSON.parse(storage.getItem(key) ?? '{}');
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  const { language, theme, sidePanel } = value as Readonly<Record<string, unknown>>;
  return {
    ...(language === 'en' || language === 'fr' ? { language } : {}),
    ...(theme === 'system' || theme === 'light' || theme === 'dark' ? { theme } : {}),
    ...(typeof sidePanel === 'boolean' ? { sidePanel } : {}),
  };
}

function write(storage: SettingsStorage, settings: Required<Saved>): void {
  try {
    storage.setItem(key, JSON.stringify(settings));
  } catch {
    // Storage may be full or forbidden; the settings then last as long as the window.
  }
}
