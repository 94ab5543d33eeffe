import { type SeenWave, type WaveChild, waveOf } from '../../run/children/wave.ts';
import type { LiveRun } from '../../run/live.ts';
import type { Shown } from './view.ts';

interface Seen {
  readonly shown: Shown;
  readonly run: LiveRun | null;
  /** What is played again was trained before. */
  readonly replay: unknown;
}

/** The wave in training, where all of it is what is drawn. */
export const shownWave = ({ shown, run, replay }: Seen): SeenWave | null =>
  shown.source === 'live' && run !== null && replay === null ? waveOf(run) : null;

/** The child of it that was chosen; null where none was, or there is no wave. */
export const shownSlot = ({ shown, run, replay }: Seen): WaveChild | null =>
  shown.source === 'slot' && run !== null && replay === null
    ? (waveOf(run)?.children[shown.slot] ?? null)
    : null;
