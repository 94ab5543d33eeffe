import { type ReactElement, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { StoreContext, usePlayground } from '../../store/context.ts';
import { wholeRun } from '../../store/replay/whole.ts';
import { listedRuns } from '../../store/runs/runs.ts';
import type { RunsNote } from '../../store/runs/runsNote.ts';
import { type GivenFile, isOfPage } from '../notices/useGivenFiles.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { givenText } from '../texts/notices/archive.ts';
import { runsNoteText, runsTexts } from '../texts/runs/runs.ts';
import { DamagedRow } from './DamagedRow.tsx';
import { ImportRun } from './ImportRun.tsx';
import { RunRow } from './RunRow.tsx';
import '../parts/Dialog.css';
import './RunsDialog.css';

export interface RunsDialogProps {
  readonly onClose: () => void;
}

interface Refused {
  readonly text: string;
  readonly beside: RunsNote | null;
}

/** Every run that this browser keeps, the newest first. */
export function RunsDialog({ onClose }: RunsDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const stored = usePlayground((state) => state.runs);
  const run = usePlayground(wholeRun);
  const runs = useMemo(() => listedRuns({ runs: stored, run }), [stored, run]);
  const damaged = usePlayground((state) => state.damaged);
  const note = usePlayground((state) => state.runsNote);
  const read = usePlayground((state) => state.readRuns);
  useEffect(() => {
    void read();
  }, [read]);
  const close = (): void => dialog.current?.close();
  const store = useContext(StoreContext);
  const [refused, setRefused] = useState<Refused | null>(null);
  // What was said of a file is passed by whatever is said next.
  const said = refused !== null && refused.beside === note ? refused.text : null;
  const told = (given: readonly GivenFile[]): void => {
    const other = given
      .filter((one) => one.kind === 'refused' || one.kind === 'archive')
      .filter((one) => !isOfPage(one));
    setRefused(
      other.length === 0
        ? null
        : { text: other.map(givenText).join(' '), beside: store?.getState().runsNote ?? null },
    );
    if (given.every(isOfPage)) close();
  };
  return (
    <Dialog
      dialog={dialog}
      className="runs dialog-fills"
      name={runsTexts.name}
      closeName={runsTexts.close}
      onClose={onClose}
    >
      <div className="dialog-scroll">
        {runs.length + damaged.length === 0 ? (
          <p className="runs-empty">{runsTexts.empty}</p>
        ) : (
          <ul className="runs-list">
            {runs.map((head) => (
              <RunRow key={head.id} head={head} shown={head.id === run?.id} onLeave={close} />
            ))}
            {damaged.map((one) => (
              <DamagedRow key={one.id} {...one} />
            ))}
          </ul>
        )}
      </div>
      <div className="runs-foot">
        <p className="runs-note" role="status" data-bad={said !== null || note?.ok === false || undefined}>
          {said ?? (note && runsNoteText(note))}
        </p>
        <ImportRun onTaken={told} />
      </div>
    </Dialog>
  );
}
