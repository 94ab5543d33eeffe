import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import { usePlayground } from '../../store/context.ts';
import { listedRuns } from '../../store/runs.ts';
import { Icon } from '../parts/Icon.tsx';
import { runsNoteText, runsTexts } from '../texts/runs.ts';
import { ImportRun } from './ImportRun.tsx';
import { RunRow } from './RunRow.tsx';
import '../parts/Panel.css';
import './RunsDialog.css';

export interface RunsDialogProps {
  readonly onClose: () => void;
}

/** Every run that this browser keeps, the newest first. */
export function RunsDialog({ onClose }: RunsDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const stored = usePlayground((state) => state.runs);
  const run = usePlayground((state) => state.run);
  const runs = useMemo(() => listedRuns({ runs: stored, run }), [stored, run]);
  const note = usePlayground((state) => state.runsNote);
  const read = usePlayground((state) => state.readRuns);
  useEffect(() => {
    dialog.current?.showModal();
    void read();
  }, [read]);
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className="runs"
      aria-label={runsTexts.name}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className="panel-head">
        <h2>{runsTexts.name}</h2>
        <form method="dialog" className="panel-facts">
          <button type="submit" className="icon-button" aria-label={runsTexts.close}>
            <Icon sign="close" />
          </button>
        </form>
      </div>
      <div className="runs-scroll">
        {runs.length === 0 ? (
          <p className="runs-empty">{runsTexts.empty}</p>
        ) : (
          <ul className="runs-list">
            {runs.map((head) => (
              <RunRow key={head.id} head={head} shown={head.id === run?.id} onLeave={close} />
            ))}
          </ul>
        )}
      </div>
      <div className="runs-foot">
        <p className="runs-note" role="status" data-bad={note?.ok === false || undefined}>
          {note && runsNoteText(note)}
        </p>
        <ImportRun />
      </div>
    </dialog>
  );
}
