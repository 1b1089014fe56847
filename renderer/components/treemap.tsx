import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { layoutTreemap } from './treemap-layout.ts';

export type TreemapItem = {
  readonly key: string;
  readonly weight: number;
  readonly title: string;
  readonly detail: string;
  readonly fill: string;
};

const useStyles = makeStyles({
  map: {
    position: 'relative',
    height: '168px',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tile: {
    position: 'absolute',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorNeutralBackground1}`,
    padding: '4px 8px',
    margin: 0,
    display: 'flex',
    flexDirection: 'column',
    textAlign: 'left',
    fontFamily: 'inherit',
    overflow: 'hidden',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    cursor: 'pointer',
    '& span': { display: 'block', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  chosen: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-3px' },
});

/**
 * Areas in proportion to weights. The picture is for the eye and the mouse only: whoever uses it must give the same
 * facts and actions in a table beside it.
 */
export function Treemap(props: {
  readonly items: readonly TreemapItem[];
  readonly ink: string;
  readonly chosen: string | undefined;
  onChoose(key: string): void;
}) {
  const styles = useStyles();
  const weighed = props.items.filter((item) => item.weight > 0);
  // Percent of a box about four times as wide as high, so that the tiles come out square on the screen.
  const tiles = layoutTreemap(
    weighed.map((item) => item.weight),
    400,
    100,
  );
  return (
    <div className={styles.map} aria-hidden>
      {weighed.map((item, index) => {
        const tile = tiles[index];
        if (tile === undefined) return null;
        const wordsFit = tile.width > 28 && tile.height > 24;
        return (
          <button
            key={item.key}
            type="button"
            tabIndex={-1}
            className={mergeClasses(styles.tile, item.key === props.chosen && styles.chosen)}
            title={`${item.title}\n${item.detail}`}
            onClick={() => props.onChoose(item.key)}
            style={{
              left: `${tile.x / 4}%`,
              top: `${tile.y}%`,
              width: `${tile.width / 4}%`,
              height: `${tile.height}%`,
              background: item.fill,
              color: props.ink,
            }}
          >
            {wordsFit && <span>{item.title}</span>}
            {wordsFit && tile.height > 40 && <span>{item.detail}</span>}
          </button>
        );
      })}
    </div>
  );
}
