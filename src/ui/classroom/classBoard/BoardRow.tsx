import { type KeyboardEvent, memo, type ReactElement } from 'react';
import { encodeRoute } from '../../../codecs/route.ts';
import type { Hand, Rank, Row } from '../../../store/classBoard/board.ts';
import { NONE, percent } from '../../format.ts';
import { Figure } from '../../parts/Figure.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { Cost } from '../../search/board/Cost.tsx';
import { Thumbnail } from '../../search/board/Thumbnails.tsx';
import { classBoardTexts as texts } from '../../texts/classroom/classBoard/classBoard.ts';
import { type Axis, placeOn } from './axis.ts';
import './BoardTable.css';
import './BoardRow.css';

/** What goes on in a row. */
export interface RowWork {
  readonly says: string;
  /** 0 to 1. */
  readonly share: number;
}

export interface BoardRowProps {
  readonly row: Row;
  readonly rank: Rank | null;
  readonly axis: Axis;
  /** Half-widths of its figure's whisker: the whole, and the images' part. */
  readonly spread: number | null;
  readonly images: number | null;
  readonly work: RowWork | null;
  /** From the top of all rows, px at the page's first size. */
  readonly top: number;
  readonly index: number;
  /** The row that Tab leads to. */
  readonly isStop: boolean;
  readonly onFocus: (key: string) => void;
  readonly onWalk: (event: KeyboardEvent) => void;
  readonly onRemove: (row: Row) => void;
  readonly onRetry: (row: Row) => void;
}

export const nameOf = ({ by }: Hand): string => (by === '' ? texts.unnamed : by);

/** One graph: who sent it, its claim and its retrained figure on one axis. */
export const BoardRow = memo(function BoardRow(props: BoardRowProps): ReactElement {
  const { row, rank, axis, spread, images, work, top, index, isStop, onFocus, onWalk } = props;
  const { first, key, trainable, multiplyAdds } = row;
  const name = nameOf(first);
  return (
    <tr className="cb-row" data-key={key} data-top={top} aria-rowindex={index}>
      <td className="cb-rank">{rank === null ? NONE : texts.ranks(rank.first, rank.last)}</td>
      <td className="cb-normal">
        <Thumbnail cell={first.architecture.normal} kind="normal" />
      </td>
      <td className="cb-reduction">
        <Thumbnail cell={first.architecture.reduction} kind="reduction" />
      </td>
      <th scope="row" className="cb-name">
        {rank !== null && <span className="cb-rank-too">{texts.ranks(rank.first, rank.last)}</span>}
        <a
          className="cb-open"
          href={encodeRoute({ view: 'editor', architecture: first.architecture })}
          aria-label={texts.open(name)}
          tabIndex={isStop ? 0 : -1}
          {...tip(texts.openSays)}
          onFocus={() => onFocus(key)}
          onKeyDown={onWalk}
        >
          {name}
        </a>
        <Notes row={row} />
        <Acts {...props} />
      </th>
      <td className="cb-claimed">
        {first.claim === null ? NONE : percent(first.claim)}
        <Proved hand={first} />
      </td>
      <td className="cb-axis-cell">
        <AxisLine row={row} axis={axis} spread={spread} images={images} />
        {work !== null && <i className="cb-work" style={{ width: `${100 * work.share}%` }} />}
      </td>
      <td className="cb-result">
        <Result row={row} work={work} />
        {first.claim !== null && (
          <span className="cb-small cb-claim-too">{texts.claimToo(first.claim, proofSays(first))}</span>
        )}
      </td>
      <td className="cb-cost">
        {trainable > 0 && <Cost trainable={trainable} multiplyAdds={multiplyAdds} />}
      </td>
    </tr>
  );
});

/** Takes it off the board, or trains what failed once more. */
function Acts({ row, isStop, onFocus, onRemove, onRetry }: BoardRowProps): ReactElement {
  const name = nameOf(row.first);
  const hasFailed =
    row.failure !== null || [row.first, ...row.also].some(({ proof }) => proof.kind === 'failed');
  const button = (text: string, says: string, act: (row: Row) => void): ReactElement => (
    <button
      type="button"
      className="link"
      tabIndex={isStop ? 0 : -1}
      aria-label={says}
      onFocus={() => onFocus(row.key)}
      onClick={() => act(row)}
    >
      {text}
    </button>
  );
  return (
    <span className="cb-acts">
      {button(texts.remove, texts.removeSays(name), onRemove)}
      {hasFailed && button(texts.retry, texts.retrySays(name), onRetry)}
    </span>
  );
}

/** Who else sent it, and whose claim is not what comes out. */
function Notes({ row: { first, also } }: { readonly row: Row }): ReactElement {
  const notes = [
    ...(first.times > 1 ? [texts.times(first.times)] : []),
    ...otherOf(first),
    ...also.flatMap((hand) => [texts.same(nameOf(hand), proofSays(hand)), ...otherOf(hand)]),
  ];
  return (
    <span className="cb-notes" title={notes.length > 0 ? notes.join('; ') : undefined}>
      {notes.join('; ')}
    </span>
  );
}

const otherOf = ({ proof }: Hand): readonly string[] =>
  proof.kind === 'other' ? [texts.other(proof.accuracy)] : [];

/** In a word; null where nothing was claimed, or the figure is told. */
function proofSays({ proof }: Hand): string | null {
  switch (proof.kind) {
    case 'proved':
      return texts.proved;
    case 'waiting':
      return texts.unproved;
    case 'failed':
      return texts.failedProof;
    case 'unclaimed':
    case 'other':
      return null;
    default:
      return proof satisfies never;
  }
}

function Proved({ hand: { proof } }: { readonly hand: Hand }): ReactElement | null {
  switch (proof.kind) {
    case 'proved':
      return (
        <span className="cb-small" title={texts.provedSays}>
          {texts.proved}
        </span>
      );
    case 'unclaimed':
      return <span className="cb-small">{texts.unclaimed}</span>;
    case 'failed':
      return (
        <span className="cb-small" title={proof.reason}>
          {texts.failedProof}
        </span>
      );
    case 'waiting':
      return <span className="cb-small">{texts.unproved}</span>;
    case 'other':
      return null;
    default:
      return proof satisfies never;
  }
}

function AxisLine({
  row,
  axis,
  spread,
  images,
}: Pick<BoardRowProps, 'row' | 'axis' | 'spread' | 'images'>): ReactElement {
  const { claim } = row.first;
  const { figure } = row;
  const ends = [claim, figure].flatMap((one) => (one === null ? [] : [placeOn(axis, one)]));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return (
    <span className="cb-axis" role="img" aria-label={texts.axisSays(claim, figure, spread)}>
      {axis.ticks.map((tick) => (
        <i key={tick} className="cb-tick" style={{ left: `${placeOn(axis, tick)}%` }} />
      ))}
      {figure !== null && spread !== null && (
        <>
          <i className="cb-whisker" style={acrossOf(axis, figure, spread)} />
          <i className="cb-whisker-images" style={acrossOf(axis, figure, images ?? spread)} />
        </>
      )}
      {ends.length === 2 && <i className="cb-joined" style={{ left: `${low}%`, right: `${100 - high}%` }} />}
      {claim !== null && <i className="cb-ring" style={{ left: `${placeOn(axis, claim)}%` }} />}
      {figure !== null && <i className="cb-dot" style={{ left: `${placeOn(axis, figure)}%` }} />}
    </span>
  );
}

const acrossOf = (axis: Axis, figure: number, half: number) => ({
  left: `${placeOn(axis, figure - half)}%`,
  right: `${100 - placeOn(axis, figure + half)}%`,
});

function Result({ row, work }: Pick<BoardRowProps, 'row' | 'work'>): ReactElement {
  const { figure, fresh, first, failure } = row;
  if (figure === null)
    return (
      <span className="cb-state" title={failure ?? undefined}>
        {work?.says ?? (failure === null ? texts.waiting : texts.failedProof)}
      </span>
    );
  const points = first.claim === null ? null : 100 * (figure - first.claim);
  return (
    <>
      <span className="cb-figure">
        <Figure figure={percent(figure)} unit="%" />
      </span>
      <span className="cb-small">
        {work?.says ??
          (fresh.length > 1 ? texts.seeds(fresh.length) : points !== null && texts.toClaim(points))}
      </span>
    </>
  );
}
