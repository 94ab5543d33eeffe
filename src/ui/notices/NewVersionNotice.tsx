import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { isTraining } from '../../store/offline.ts';
import { noticesTexts } from '../texts/notices/notices.ts';
import { Notice } from './Notice.tsx';

const texts = noticesTexts.newVersion;

/** A newer version of the page waits until it is asked for, and a search is never cut off for it. */
export function NewVersionNotice(): ReactElement | null {
  const newVersion = usePlayground((state) => state.newVersion);
  const take = usePlayground((state) => state.takeNewVersion);
  const searching = usePlayground(isTraining);
  if (newVersion === 'none') return null;
  const isOffered = !searching && newVersion !== 'taking';
  const rests = { waiting: texts.rest, taking: texts.taking, searching: texts.elsewhere };
  return (
    <Notice
      tone="note"
      what={texts.what}
      action={isOffered ? { text: texts.use, act: () => void take() } : undefined}
    >
      {searching ? texts.here : rests[newVersion]}
    </Notice>
  );
}
