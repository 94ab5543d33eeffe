import { useContext, useEffect } from 'react';
import type { Inspected } from '../../../../protocol/inspection.ts';
import { StoreContext } from '../../../../store/context.ts';
import type { ImagesLack } from '../../../../store/shown/inspection.ts';
import type { PlaygroundState } from '../../../../store/store.ts';
import { judgedImages, orderedImages } from '../../../child/inspector/images/order.ts';
import { useInspectorChoicesStore } from '../../../child/inspector/view.ts';
import { loadCells, recordedInspected, recordedPixels, withPixels } from '../recorded.ts';

/** Images of what is looked at that are fetched: those that the list shows first. */
const SHOWN = 15;

/** The trial of a recorded cell that the inspector is open on, and nothing of it is there; null otherwise. */
function wantedTrial({ layer, shown, run, inspection, lessonRun }: PlaygroundState): number | null {
  if (layer?.view !== 'inspector' || shown.source !== 'trial' || run?.id !== lessonRun) return null;
  const isThere = inspection !== null && inspection.trial === shown.trial && inspection.run === run.id;
  return isThere ? null : shown.trial;
}

/** Where a lesson's recorded child is looked into, the recording answers, and its images come from the data beside the page. */
export function useRecorded(isRecorded: boolean): void {
  const store = useContext(StoreContext);
  const choices = useInspectorChoicesStore();
  useEffect(() => {
    if (!isRecorded || store === null) return;
    let isLeft = false;
    const fetched = new Set<string>();
    const fill = async (trial: number, inspected: Inspected): Promise<void> => {
      const { square } = choices.getState();
      const images = orderedImages(judgedImages(inspected), 'wrong', square).slice(0, SHOWN);
      const key = `${trial} ${images.map(({ index }) => index).join()}`;
      if (fetched.has(key)) return;
      fetched.add(key);
      const pixels = await recordedPixels(
        inspected,
        images.map(({ index }) => index),
      ).catch((thrown: unknown): ImagesLack => {
        // A part of the page did not come.
        console.warn(thrown);
        return 'not-loaded';
      });
      const { inspection, openRecorded } = store.getState();
      if (isLeft || !inspection?.isRecorded || inspection.trial !== trial) return;
      if (inspection.stage.type !== 'open') return;
      const { inspected: now } = inspection.stage;
      if (typeof pixels === 'string') openRecorded(trial, now, pixels);
      else openRecorded(trial, withPixels(now, pixels));
    };
    const look = (): void => {
      const state = store.getState();
      const trial = wantedTrial(state);
      if (trial !== null) {
        void loadCells().then((recording) => {
          const inspected = recordedInspected(recording, trial);
          if (isLeft || inspected === null || wantedTrial(store.getState()) !== trial) return;
          store.getState().openRecorded(trial, inspected);
          void fill(trial, inspected);
        });
        return;
      }
      const { inspection } = state;
      if (inspection?.isRecorded && inspection.stage.type === 'open')
        void fill(inspection.trial, inspection.stage.inspected);
    };
    const again = (): void => {
      if (store.getState().inspection?.lack === 'not-loaded') fetched.clear();
      look();
    };
    // What could not be had is asked for once more where it may be there by now: online, or as a person looks at others.
    const ends = [store.subscribe(look), choices.subscribe(again)];
    window.addEventListener('online', again);
    look();
    return () => {
      isLeft = true;
      for (const end of ends) end();
      window.removeEventListener('online', again);
    };
  }, [isRecorded, store, choices]);
}
