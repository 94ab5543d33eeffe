import { type ReactElement, useEffect, useRef } from 'react';
import type { Recording } from '../../../run/recording/recording.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { STRATEGIES } from '../../../strategies/list.ts';
import { RECORDINGS } from '../../../studies/recorded/list.ts';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { commonTexts } from '../../texts/common.ts';
import { recordedTexts, recordingProblem } from '../../texts/runs/recorded.ts';
import { madeBy, madeOn } from './made.ts';
import '../../parts/Dialog.css';
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
  useEffect(() => forget, [forget]);
  const close = (): void => dialog.current?.close();
  const problem = wanted?.problem ?? null;
  return (
    <Dialog
      dialog={dialog}
      className="recorded dialog-fills"
      name={recordedTexts.name}
      closeName={recordedTexts.close}
      onClose={onClose}
    >
      <div className="dialog-scroll">
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
    </Dialog>
  );
}

const titleOf = ({ id, strategy }: Recording): string => {
  const preset = RECORDINGS.find((one) => one.id === id)?.preset;
  const of = preset === undefined ? '' : PRESET_SETTINGS[preset].title;
  return recordedTexts.title(STRATEGIES.find((one) => one.id === strategy)?.title ?? strategy, of);
};

const hintOf = ({ strategy }: Recording): string => STRATEGIES.find((one) => one.id === strategy)?.hint ?? '';
