import { memo, type ReactElement } from 'react';
import { environmentName } from '../../run/environments.ts';
import type { Trial } from '../../search/trial.ts';
import { NONE, percent } from '../format.ts';
import { Figure } from '../parts/Figure.tsx';
import { Icon } from '../parts/Icon.tsx';
import { tip } from '../parts/tip.ts';
import { boardTexts } from '../texts/board.ts';
import { commonTexts } from '../texts/common.ts';
import { counts } from '../texts/counts.ts';
import { Cost } from './Cost.tsx';
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
          aria-label={boardTexts.show(number)}
          aria-pressed={shown}
          onClick={() => onShow(number)}
        />
        <span className="board-place">{rank ?? NONE}</span>
        {status === 'reused' && (
          <span className="board-same" title={boardTexts.sameAsSays(reusedFrom)}>
            {boardTexts.sameAs(reusedFrom)}
          </span>
        )}
        {promotedFrom !== undefined && (
          <span className="board-same" title={boardTexts.promotedSays(promotedFrom)}>
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
            aria-label={pinned ? boardTexts.unpin(number) : boardTexts.pin(number)}
            aria-pressed={pinned}
            {...tip(pinned ? boardTexts.unpinSays : boardTexts.pinSays)}
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
  const { accuracy, trainable, multiplyAdds, inherited, budget, environment } = trial;
  const epochs = budget === undefined ? null : counts.epochs(budget);
  const notes = commonTexts.facts([epochs, synthetic ? commonTexts.synthetic : null]);
  const how = commonTexts.facts([
    inherited === undefined ? null : commonTexts.inherits(inherited, trainable),
    environment === undefined ? null : commonTexts.trainedOn(environmentName(environment)),
  ]);
  return (
    <td className="board-figures">
      <span className="board-accuracy" title={how === '' ? undefined : how}>
        {accuracy === null ? NONE : <Figure figure={percent(accuracy)} unit="%" />}
      </span>
      <Cost trainable={trainable} multiplyAdds={multiplyAdds} />
      {notes !== '' && <span className="board-set">{notes}</span>}
    </td>
  );
}

function Failed({ trial }: { readonly trial: Trial }): ReactElement {
  const reason = trial.reason ?? commonTexts.unknownReason;
  return (
    <td className="board-failed" colSpan={2} title={reason}>
      <b>{commonTexts.failed}</b>
      <span>{reason}</span>
    </td>
  );
}
