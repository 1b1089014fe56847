import { FluentProvider } from '@fluentui/react-components';
import { useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createTexts } from '../../shared/i18n/texts.ts';
import type { Client } from '../api/client.ts';
import { WorkbenchProvider, type WorkbenchStore, useWorkbench } from '../store/workbench-store.ts';
import { themes } from '../theme/themes.ts';
import { useThemeName } from '../theme/use-theme-name.ts';
import { ClientProvider } from './client-context.ts';
import { Frame } from './frame/frame.tsx';

export function App({ client, store }: { readonly client: Client; readonly store: WorkbenchStore }) {
  return (
    <ClientProvider value={client}>
      <WorkbenchProvider value={store}>
        <Themed client={client} />
      </WorkbenchProvider>
    </ClientProvider>
  );
}

function Themed({ client }: { readonly client: Client }) {
  const language = useWorkbench((state) => state.language);
  const theme = useThemeName(useWorkbench((state) => state.theme));
  const texts = useMemo(() => createTexts(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'high-contrast' ? 'light dark' : theme;
  }, [theme]);
  return (
    <I18nextProvider i18n={texts}>
      <FluentProvider theme={themes[theme]} style={{ height: '100%' }}>
        <Frame client={client} theme={theme} />
      </FluentProvider>
    </I18nextProvider>
  );
}
