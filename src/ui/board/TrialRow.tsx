import { memo, type ReactElement } from 'react';
import type { Trial } from '../../search/trial.ts';
import { compact, counted, inheritsText, NONE, percent, whole } from '../format.ts';
import { Figure } from '../parts/Figure.tsx';
import { Icon } from '../parts/Icon.tsx';
import { tip } from '../parts/tip.ts';
import { Thumbnail } from './Thumbnails.tsx';
import './table.css';
import './TrialRow.css';

export interface TrialRowProps {
  readonly trial: Trial;
  readonly rank: number | null;
  /** Its row's number in the whole table, from 0. */
  readonly place: number;
  readonly synthetic: boolean;
  readonly lit: boolean;
  /** Its pair is drawn above. */
  readonly shown: boolean;
  readonly pinned: boolean;
  readonly onHover: (trial: number | null) => void;
  readonly onShow: (trial: number) => void;
  readonly onPin: (trial: Trial) => void;
}

/** Rank over trial, the two cells, accuracy over parameters over multiply-adds. */
export const TrialRow = memo(function TrialRow(props: TrialRowProps): ReactElement {
  const { trial, rank, place, synthetic, lit, shown, pinned, onHover, onShow, onPin } = props;
  const { number, architecture, reusedFrom, promotedFrom, status } = trial;
  return (
    <tr
      className="board-row"
      aria-rowindex={place + 2}
      data-lit={lit || undefined}
      data-shown={shown || undefined}
      data-row={number}
      onPointerEnter={() => onHover(number)}
      onPointerLeave={() => onHover(null)}
      onFocus={() => onHover(number)}
      onBlur={() => onHover(null)}
    >
      <td className="board-rank">
        <button
          type="button"
          className="board-show"
          aria-label={`Show trial ${number}`}
          aria-pressed={shown}
          onClick={() => onShow(number)}
        />
        <span className="board-place">{rank ?? NONE}</span>
        {status === 'reused' && (
          <span className="board-same" title={`same graph as #${reusedFrom}, whose result it takes over`}>
            = #{reusedFrom}
          </span>
        )}
        {promotedFrom !== undefined && (
          <span className="board-same" title={`trial ${promotedFrom}, trained on`}>
            ↑ #{promotedFrom}
          </span>
        )}
        <span className="board-trial">#{number}</span>
      </td>
      <td>
        <Thumbnail cell={architecture.normal} kind="normal" />
      </td>
      {status === 'failed' ? (
        <Failed trial={trial} />
      ) : (
        <>
          <td>
            <Thumbnail cell={architecture.reduction} kind="reduction" />
          </td>
          <Figures trial={trial} synthetic={synthetic} />
        </>
      )}
      <td className="board-tools">
        {trial.accuracy !== null && (
          <button
            type="button"
            className="pin"
            aria-label={pinned ? `Unpin trial ${number}` : `Pin trial ${number}`}
            aria-pressed={pinned}
            {...tip(
              pinned
                ? 'Takes this pair off the pinned ones.'
                : 'Keeps this pair below, for this and later visits.',
            )}
            onClick={() => onPin(trial)}
          >
            <Icon sign="pin" />
          </button>
        )}
      </td>
    </tr>
  );
});

function Figures({ trial, synthetic }: { readonly trial: Trial; readonly synthetic: boolean }): ReactElement {
  const { accuracy, trainable, multiplyAdds, inherited, budget } = trial;
  const epochs = budget === undefined ? null : counted(budget, 'epoch', 'epochs');
  const notes = [epochs, synthetic ? 'synthetic' : null].filter((note) => note !== null);
  const how = inherited === undefined ? undefined : inheritsText(inherited, trainable);
  return (
    <td className="board-figures">
      <span className="board-accuracy" title={how}>
        {accuracy === null ? NONE : <Figure figure={percent(accuracy)} unit="%" />}
      </span>
      <Small value={trainable} noun="trainable parameters" />
      <Small value={multiplyAdds} noun="multiply-adds" />
      {notes.length > 0 && <span className="board-set">{notes.join(', ')}</span>}
    </td>
  );
}

function Small({ value, noun }: { readonly value: number; readonly noun: string }): ReactElement {
  const { figure, unit } = compact(value);
  return (
    <span className="board-cost" title={`${whole(value)} ${noun}`}>
      {figure} {unit}
    </span>
  );
}

function Failed({ trial }: { readonly trial: Trial }): ReactElement {
  const reason = trial.reason ?? 'It could not be trained.';
  return (
    <td className="board-failed" colSpan={2} title={reason}>
      <b>failed</b>
      <span>{reason}</span>
    </td>
  );
}
