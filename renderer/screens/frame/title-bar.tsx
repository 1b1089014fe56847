import {
  Button,
  makeStyles,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components';
import { BoxRegular, DarkThemeRegular, LocalLanguageRegular } from '@fluentui/react-icons';
import { languages } from '../../../shared/i18n/language.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { openPackage, stopVerifying, toggleSidePanel, verify } from '../../commands/registry.ts';
import { useWorkbench } from '../../store/workbench-store.ts';
import type { ThemeChoice } from '../../store/workbench-state.ts';
import { useWords } from '../use-words.ts';
import { ProductMark } from './product-mark.tsx';

const useStyles = makeStyles({
  bar: {
    gridArea: 'title',
    display: 'flex',
    alignItems: 'stretch',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
  },
  brand: {
    width: '232px',
    boxSizing: 'border-box',
    flexShrink: 0,
    padding: '0 16px',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    fontWeight: tokens.fontWeightSemibold,
  },
  tab: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '0 14px',
    minWidth: 0,
    marginBottom: '-1px',
    background: tokens.colorNeutralBackground1,
    boxShadow: `inset 0 2px ${tokens.colorBrandStroke1}`,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tabName: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  actions: {
    marginLeft: 'auto',
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    padding: '0 12px',
    flexShrink: 0,
  },
});

const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export function TitleBar() {
  const styles = useStyles();
  const name = useWorkbench((state) =>
    state.document.kind === 'open' ? state.document.document.name : undefined,
  );
  const verification = useWorkbench((state) => state.verification.kind);
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <ProductMark />
        Packwright
      </div>
      {name !== undefined && (
        <div className={styles.tab} title={name}>
          <BoxRegular aria-hidden />
          <span className={styles.tabName}>{name}</span>
        </div>
      )}
      <div className={styles.actions}>
        <CommandButton command={openPackage} appearance="subtle" />
        {verification === 'running' ? (
          <CommandButton command={stopVerifying} />
        ) : (
          // Once the answer is there, asking again is no longer what this screen is for.
          <CommandButton command={verify} appearance={verification === 'none' ? 'primary' : 'secondary'} />
        )}
        <ThemeMenu />
        <LanguageMenu />
        <CommandButton command={toggleSidePanel} appearance="subtle" iconOnly />
      </div>
    </header>
  );
}

function ThemeMenu() {
  const { t } = useWords();
  const theme = useWorkbench((state) => state.theme);
  const setTheme = useWorkbench((state) => state.setTheme);
  return (
    <Menu
      checkedValues={{ theme: [theme] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const chosen = themeChoices.find((each) => each === checkedItems[0]);
        if (chosen !== undefined) setTheme(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<DarkThemeRegular />}
          aria-label={t('theme.label')}
          title={t('theme.label')}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themeChoices.map((choice) => (
            <MenuItemRadio key={choice} name="theme" value={choice}>
              {t(`theme.${choice}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Each language by its own name, for who cannot read the one that is on. */
export const languageNames = { en: 'English', fr: 'Français' } as const;

function LanguageMenu() {
  const { t, language } = useWords();
  const setLanguage = useWorkbench((state) => state.setLanguage);
  return (
    <Menu
      checkedValues={{ language: [language] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const chosen = languages.find((each) => each === checkedItems[0]);
        if (chosen !== undefined) setLanguage(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<LocalLanguageRegular />}
          aria-label={t('language.label')}
          title={t('language.label')}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {languages.map((each) => (
            <MenuItemRadio key={each} name="language" value={each} lang={each}>
              {languageNames[each]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
