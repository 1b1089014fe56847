import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { knownTokens } from '../../../shared/appv/tokens/known-tokens.ts';
import { Treemap } from '../../components/treemap.tsx';
import { useWorkbench } from '../../store/workbench-store.ts';
import { shareColor, shareInk } from '../../theme/accent-colors.ts';
import type { ThemeName } from '../../theme/themes.ts';
import { useWords } from '../use-words.ts';
import { useScreenStyles } from './screen-styles.ts';

const useStyles = makeStyles({
  swatch: {
    width: '12px',
    height: '12px',
    borderRadius: '2px',
    flexShrink: 0,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  folder: { width: '28%' },
  count: { width: '64px' },
  size: { width: '76px' },
  inPackage: { width: '92px' },
  table: { marginTop: '8px' },
  row: { ':hover': { background: tokens.colorSubtleBackgroundHover } },
});

/** Path of a token folder's part; the rest of the package lies in Root itself. */
function pathOf(name: string): string {
  return name === 'Root' ? 'Root' : `Root/VFS/${name}`;
}

/** Token folders by size: a picture for the eye, a table for everything else. */
export function WhereTheBytesAre({
  overview,
  theme,
}: {
  readonly overview: PackageOverview;
  readonly theme: ThemeName;
}) {
  const styles = useStyles();
  const shared = useScreenStyles();
  const { t, bytes, number, share } = useWords();
  const [chosen, setChosen] = useState<string>();
  const showScreen = useWorkbench((state) => state.showScreen);
  const reveal = useWorkbench((state) => state.reveal);
  const total = overview.folders.reduce((sum, folder) => sum + folder.bytes, 0);
  if (overview.folders.length === 0) return null;
  const show = (name: string) => {
    setChosen(name);
    showScreen('files');
    void reveal(pathOf(name));
  };
  return (
    <section className={shared.section} aria-labelledby="bytes">
      <h2 className={shared.heading} id="bytes">
        {t('bytes.title')}
      </h2>
      {overview.folders.length > 1 && (
        <Treemap
          ink={shareInk(theme)}
          chosen={chosen}
          onChoose={show}
          items={overview.folders.map((folder, index) => ({
            key: folder.name,
            weight: folder.bytes,
            title: folder.name,
            detail: `${bytes(folder.bytes)} · ${share(folder.bytes, total)}`,
            fill: shareColor(theme, index),
          }))}
        />
      )}
      <table className={mergeClasses(shared.table, styles.table)}>
        <thead>
          <tr>
            <th scope="col" className={mergeClasses(shared.head, styles.folder)}>
              {t('bytes.folder')}
            </th>
            <th scope="col" className={shared.head}>
              {t('bytes.standsFor')}
            </th>
            <th scope="col" className={mergeClasses(shared.head, shared.end, styles.count)}>
              {t('bytes.files')}
            </th>
            <th scope="col" className={mergeClasses(shared.head, shared.end, styles.size)}>
              {t('bytes.size')}
            </th>
            <th scope="col" className={mergeClasses(shared.head, shared.end, styles.inPackage)}>
              {t('bytes.inPackage')}
            </th>
          </tr>
        </thead>
        <tbody>
          {overview.folders.map((folder, index) => (
            <tr key={folder.name} className={styles.row}>
              <td className={shared.cell}>
                <FolderLink
                  name={folder.name}
                  fill={shareColor(theme, index)}
                  onShow={() => show(folder.name)}
                />
              </td>
              <td
                className={mergeClasses(shared.cell, shared.monospace)}
                title={standsFor(folder.name) ?? undefined}
              >
                {folder.name === 'Root' ? (
                  <span className={shared.quiet}>{t('bytes.root')}</span>
                ) : (
                  (standsFor(folder.name) ?? '')
                )}
              </td>
              <td className={mergeClasses(shared.cell, shared.end)}>{number(folder.files)}</td>
              <td
                className={mergeClasses(shared.cell, shared.end)}
                title={t('exactBytes', { count: folder.bytes, bytes: number(folder.bytes) })}
              >
                {bytes(folder.bytes)}
              </td>
              <td
                className={mergeClasses(shared.cell, shared.end, shared.quiet)}
                title={t('exactBytes', {
                  count: folder.compressedBytes,
                  bytes: number(folder.compressedBytes),
                })}
              >
                {bytes(folder.compressedBytes)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FolderLink(props: { readonly name: string; readonly fill: string; onShow(): void }) {
  const styles = useStyles();
  const shared = useScreenStyles();
  const { t } = useWords();
  return (
    <button type="button" className={shared.link} title={t('bytes.show')} onClick={props.onShow}>
      <span className={styles.swatch} style={{ background: props.fill }} />
      <span>{props.name}</span>
    </button>
  );
}

function standsFor(name: string): string | null {
  return knownTokens.find((token) => token.name.toLowerCase() === name.toLowerCase())?.path ?? null;
}
