import type { ReactElement } from 'react';
import { environmentsOf } from '../../../run/environments.ts';
import type { LiveRun } from '../../../run/live.ts';
import { dayAndTime } from '../../format.ts';
import { Notice } from '../../notices/Notice.tsx';
import { replayTexts } from '../../texts/runs/replay.ts';
import { madeBy, madeOn } from './made.ts';

export interface BannerProps {
  readonly whole: LiveRun;
  /** It came with the page. */
  readonly shipped: boolean;
  readonly onClose: () => void;
}

const texts = replayTexts.banner;

/** That what moves on the page was there before: what it is, where it was trained and when. */
export function Banner({ whole, shipped, onClose }: BannerProps): ReactElement {
  return (
    <Notice tone="note" what={texts.what} action={{ text: texts.close, act: onClose }}>
      {shipped
        ? texts.shipped(whole.name, sourceOf(whole), madeOn(whole))
        : texts.rest(whole.name, sourceOf(whole), dayAndTime(whole.updated))}
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
