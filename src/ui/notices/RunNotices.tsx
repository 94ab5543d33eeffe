import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { isActive } from '../../store/store.ts';
import { counted, whole } from '../format.ts';
import { Notice } from './Notice.tsx';

/** What a person has to be told of runs that were interrupted, and of where runs are kept. */
export function RunNotices(): ReactElement {
  return (
    <>
      <InterruptedNotice />
      <RecoveredNotice />
      <MovedNotice />
      <LacksSharedNotice />
      <StorageNotice />
    </>
  );
}

function InterruptedNotice(): ReactElement | null {
  const head = usePlayground((state) => state.interrupted);
  const resume = usePlayground((state) => state.resumeRun);
  const dismiss = usePlayground((state) => state.dismissInterrupted);
  if (head === null) return null;
  const { id, name, done, settings, created } = head;
  const day = new Date(created).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Notice
      tone="note"
      what="A search was interrupted."
      action={{ text: 'Resume', act: () => void resume(id) }}
      other={{ text: 'Not now', act: dismiss }}
    >
      “{name}”, begun {day}, has {counted(done, 'trial', 'trials')} of {whole(settings.trials)}. It can go on
      where it was cut off, with the same results; otherwise it stays in the list of runs.
    </Notice>
  );
}

function RecoveredNotice(): ReactElement | null {
  const recovered = usePlayground((state) => (isActive(state.run) ? state.run.recovered : null));
  if (recovered === null) return null;
  const { reason, trial, epoch } = recovered;
  const from = epoch === 0 ? 'from its start' : `after epoch ${epoch}`;
  return (
    <Notice tone="note" what="The graphics device or its worker was lost and has been replaced.">
      Child {trial} went on by itself {from}, with the same results. {sentence(reason)}
    </Notice>
  );
}

function MovedNotice(): ReactElement | null {
  const from = usePlayground((state) => state.run?.movedFrom ?? null);
  const to = usePlayground((state) => state.run?.trainedOn);
  if (from === null || !to) return null;
  return (
    <Notice tone="note" what="This run goes on elsewhere than it began.">
      Its earlier children trained on {from}, the next ones train on {to.adapter} ({to.engine} engine).
      Devices round differently, so that later trials may differ from an uninterrupted run’s.
    </Notice>
  );
}

function LacksSharedNotice(): ReactElement | null {
  const lacks = usePlayground((state) => state.run?.lacksShared ?? false);
  if (!lacks) return null;
  return (
    <Notice tone="note" what="This run came without its shared weights.">
      A run’s file does not hold them. Its next children inherit only from each other, so that they differ
      from those of the run that the file was made of.
    </Notice>
  );
}

function StorageNotice(): ReactElement | null {
  const problem = usePlayground((state) => state.storageProblem);
  const dismiss = usePlayground((state) => state.dismissStorageProblem);
  if (problem === null) return null;
  return (
    <Notice tone="error" what={problem.what} action={{ text: 'Close', act: dismiss }}>
      {problem.why} {problem.remedy}
    </Notice>
  );
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
