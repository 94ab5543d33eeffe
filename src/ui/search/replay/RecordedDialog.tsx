import { type ReactElement, useEffect, useRef } from 'react';
import type { Recording } from '../../../run/recording.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { STRATEGIES } from '../../../strategies/list.ts';
import { RECORDINGS } from '../../../studies/recorded/list.ts';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { commonTexts } from '../../texts/common.ts';
import { recordedTexts, recordingProblem } from '../../texts/runs/recorded.ts';
import { madeBy, madeOn } from './made.ts';
import '../../parts/Panel.css';
import './RecordedDialog.css';

export interface RecordedDialogProps {
  readonly onClose: () => void;
}

/** The recorded runs that come with the page: one is chosen, fetched and played. */
export function RecordedDialog({ onClose }: RecordedDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const recordings = usePlayground((state) => state.recordings);
  const wanted = usePlayground((state) => state.wanted);
  const watch = usePlayground((state) => state.watchRecording);
  const forget = usePlayground((state) => state.forgetRecording);
  useEffect(() => {
    dialog.current?.showModal();
    return forget;
  }, [forget]);
  const close = (): void => dialog.current?.close();
  const problem = wanted?.problem ?? null;
  return (
    <dialog
      ref={dialog}
      className="recorded"
      aria-label={recordedTexts.name}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className="panel-head">
        <h2>{recordedTexts.name}</h2>
        <form method="dialog" className="panel-facts">
          <button type="submit" className="icon-button" aria-label={recordedTexts.close}>
            <Icon sign="close" />
          </button>
        </form>
      </div>
      <div className="recorded-scroll">
        <p className="recorded-lead">
          <Marked text={recordedTexts.lead} terms={['recorded-search']} />
        </p>
        <ul className="recorded-list">
          {recordings.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="recorded-choice"
                aria-busy={wanted?.id === one.id && problem === null}
                // The focus goes to the replay, and its keys with it: so the dialog is left before.
                onClick={() => void watch(one.id, close)}
              >
                <b>{titleOf(one)}</b>
                <span>{hintOf(one)}</span>
                <span className="recorded-facts num">
                  {commonTexts.facts([
                    recordedTexts.size(one.trials, one.finalists),
                    recordedTexts.made(madeBy(one.environments), madeOn(one)),
                    recordedTexts.bytes(one.bytes),
                  ])}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p className="recorded-note" role="status" data-bad={problem !== null || undefined}>
        {problem !== null ? recordingProblem(problem) : wanted !== null ? recordedTexts.loading : null}
      </p>
    </dialog>
  );
}

const titleOf = ({ id, strategy }: Recording): string => {
  const preset = RECORDINGS.find((one) => one.id === id)?.preset;
  const of = preset === undefined ? '' : PRESET_SETTINGS[preset].title;
  return recordedTexts.title(STRATEGIES.find((one) => one.id === strategy)?.title ?? strategy, of);
};

const hintOf = ({ strategy }: Recording): string => STRATEGIES.find((one) => one.id === strategy)?.hint ?? '';
