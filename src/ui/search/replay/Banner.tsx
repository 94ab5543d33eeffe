import type { ReactElement } from 'react';
import { environmentsOf } from '../../../run/environments.ts';
import type { LiveRun } from '../../../run/live.ts';
import { dayAndTime } from '../../format.ts';
import { Notice } from '../../notices/Notice.tsx';
import { replayTexts } from '../../texts/runs/replay.ts';
import { madeBy, madeOn } from './made.ts';

export interface BannerProps {
  readonly whole: LiveRun;
  /** It is none of the runs that are kept here: it came with the page, or a lesson brought it. */
  readonly of: 'kept' | 'page' | 'lesson';
  readonly onClose: () => void;
}

const texts = replayTexts.banner;

/** That what moves on the page was there before: what it is, where it was trained and when. */
export function Banner({ whole, of, onClose }: BannerProps): ReactElement {
  const { name } = whole;
  // A recorded one of a lesson came with the page, too.
  const isMade = of === 'lesson' && whole.settings.rewards === 'table';
  return (
    <Notice
      tone="note"
      what={isMade ? texts.lesson : texts.what}
      action={{ text: texts.close, act: onClose }}
    >
      {isMade
        ? texts.made(name, madeOn(whole))
        : of === 'kept'
          ? texts.rest(name, sourceOf(whole), dayAndTime(whole.updated))
          : texts.shipped(name, sourceOf(whole), madeOn(whole))}
    </Notice>
  );
}

/** Where its children came from, in words. */
export function sourceOf({ settings, trials, trainedOn }: LiveRun): string {
  if (settings.rewards === 'table') return texts.lookedUp;
  const told = environmentsOf(trials);
  const places = told.length > 0 ? told : trainedOn === null ? [] : [trainedOn];
  return places.length === 0 ? texts.trainedSomewhere : texts.trained(madeBy(places));
}
