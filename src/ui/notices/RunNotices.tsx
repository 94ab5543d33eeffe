import { type ReactElement, useContext, useState } from 'react';
import { environmentName } from '../../run/environments.ts';
import { StoreContext, usePlayground } from '../../store/context.ts';
import type { RunsNote } from '../../store/runs/runsNote.ts';
import { isActive } from '../../store/store.ts';
import { dayAndTime } from '../format.ts';
import { madeTexts } from '../texts/child/made.ts';
import { commonTexts } from '../texts/common.ts';
import { noticesTexts } from '../texts/notices/notices.ts';
import { storageProblem } from '../texts/notices/problems.ts';
import { runsNoteText } from '../texts/runs/runs.ts';
import { Notice } from './Notice.tsx';

/** What a person has to be told of runs that were interrupted, and of where runs are kept. */
export function RunNotices(): ReactElement {
  return (
    <>
      <InterruptedNotice />
      <MadeNotice />
      <MadeLeftNotice />
      <FitNotice />
      <RecoveredNotice />
      <MovedNotice />
      <LacksSharedNotice />
      <StorageNotice />
    </>
  );
}

/** What refuses to resume is told where that was asked for. */
function InterruptedNotice(): ReactElement | null {
  const store = useContext(StoreContext);
  const [refused, setRefused] = useState<{ readonly id: string; readonly note: RunsNote } | null>(null);
  const head = usePlayground((state) => state.interrupted);
  const resume = usePlayground((state) => state.resumeRun);
  const dismiss = usePlayground((state) => state.dismissInterrupted);
  if (head === null) {
    // Of the others the list of runs knows more by now.
    if (refused?.note.kind !== 'gone') return null;
    return (
      <Notice
        tone="error"
        what={noticesTexts.interrupted.refused}
        action={{ text: commonTexts.close, act: () => setRefused(null) }}
      >
        {runsNoteText(refused.note)}
      </Notice>
    );
  }
  const { id, name, done, settings, created } = head;
  const tryToResume = async (): Promise<void> => {
    const resumed = await resume(id);
    const note = store?.getState().runsNote ?? null;
    setRefused(resumed || note === null ? null : { id, note });
  };
  return (
    <Notice
      tone="note"
      what={noticesTexts.interrupted.what}
      action={{ text: commonTexts.resume, act: () => void tryToResume() }}
      other={{ text: noticesTexts.interrupted.notNow, act: () => void dismiss() }}
    >
      {noticesTexts.interrupted.rest(name, dayAndTime(created), done, settings.trials)}
      {refused?.id === id && (
        <>
          {' '}
          <b>{noticesTexts.interrupted.refused}</b> {runsNoteText(refused.note)}
        </>
      )}
    </Notice>
  );
}

function MadeNotice(): ReactElement | null {
  const refused = usePlayground((state) => state.run?.madeProblem ?? null);
  const resume = usePlayground((state) => state.resumeMade);
  if (refused === null) return null;
  const { number, problem } = refused;
  return (
    <Notice
      tone="error"
      what={madeTexts.problem.what(number)}
      action={{ text: commonTexts.tryAgain, act: () => resume(number) }}
    >
      {madeTexts.problem.rest(problem)}
    </Notice>
  );
}

function MadeLeftNotice(): ReactElement | null {
  const left = usePlayground((state) => state.madeLeft);
  const dismiss = usePlayground((state) => state.dismissMadeLeft);
  const open = usePlayground((state) => state.openRun);
  const busy = usePlayground((state) => isActive(state.run));
  if (left === null) return null;
  const { run, name, numbers, kept } = left;
  const close = { text: commonTexts.close, act: dismiss };
  const show = kept && !busy && { text: noticesTexts.openRun, act: () => void open(run) };
  return (
    <Notice
      tone="note"
      what={madeTexts.left.what(numbers)}
      action={show || close}
      other={show ? close : undefined}
    >
      {madeTexts.left.rest(name, kept)}
    </Notice>
  );
}

function FitNotice(): ReactElement | null {
  const why = usePlayground((state) => state.run?.fitFailure ?? null);
  const children = usePlayground((state) => state.run?.settings.trials ?? 0);
  if (why === null) return null;
  return (
    <Notice tone="note" what={noticesTexts.unfitted.what}>
      {noticesTexts.unfitted.rest(children, why)}
    </Notice>
  );
}

function RecoveredNotice(): ReactElement | null {
  const recovered = usePlayground((state) => (isActive(state.run) ? state.run.recovered : null));
  if (recovered === null) return null;
  const { reason, trial, epoch } = recovered;
  return (
    <Notice tone="note" what={noticesTexts.recovered.what}>
      {noticesTexts.recovered.rest(trial, epoch, reason)}
    </Notice>
  );
}

function MovedNotice(): ReactElement | null {
  const from = usePlayground((state) => state.run?.movedFrom ?? null);
  const to = usePlayground((state) => state.run?.trainedOn);
  if (from === null || !to) return null;
  return (
    <Notice tone="note" what={noticesTexts.moved.what}>
      {noticesTexts.moved.rest(from, environmentName(to))}
    </Notice>
  );
}

function LacksSharedNotice(): ReactElement | null {
  const lacks = usePlayground((state) => state.run?.lacksShared ?? false);
  if (!lacks) return null;
  return (
    <Notice tone="note" what={noticesTexts.lacksShared.what}>
      {noticesTexts.lacksShared.rest}
    </Notice>
  );
}

function StorageNotice(): ReactElement | null {
  const problem = usePlayground((state) => state.storageProblem);
  const dismiss = usePlayground((state) => state.dismissStorageProblem);
  if (problem === null) return null;
  const { what, rest } = storageProblem(problem);
  return (
    <Notice tone="error" what={what} action={{ text: commonTexts.close, act: dismiss }}>
      {rest}
    </Notice>
  );
}
