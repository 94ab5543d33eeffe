import { useMemo } from 'react';
import { useAxis } from '../../../charts/useAxis.ts';
import type { Axis } from '../../../drawings/plot/axis.ts';
import { waveOf } from '../../../run/children/wave.ts';
import type { LiveRun } from '../../../run/live.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { ACCURACY_AXIS } from '../../child/cells/curves/axes.ts';
import { usePaced } from '../../hooks/usePaced.ts';
import { type Slot, slotOf } from './slot.ts';

export interface Slots {
  readonly slots: readonly Slot[];
  /** One for all of them, in %. */
  readonly axis: Axis;
  /** The best result before this wave, in %; null before the first. */
  readonly best: number | null;
}

const runOf = ({ run }: PlaygroundState): LiveRun | null => run;
/** A child that begins or ends is there at once. */
const standsOf = (run: LiveRun | null): string =>
  (run === null ? null : waveOf(run))?.children.map(({ number, stands }) => `${number} ${stands}`).join() ??
  '';

/** The children of the wave in training, at most four times a second. */
export function useSlots(): Slots {
  const run = usePaced(runOf, standsOf);
  const wave = run === null ? null : waveOf(run);
  const slots = useMemo(
    () => (run === null || wave === null ? [] : wave.children.map((one) => slotOf(one, run))),
    [run, wave],
  );
  const first = wave?.first ?? 0;
  const best = useMemo(() => bestBefore(run, first), [run, first]);
  const values = slots.flatMap(({ accuracy }) =>
    [...accuracy.points, ...accuracy.rings].map(({ value }) => value),
  );
  const high = Math.max(10, best ?? 0, ...values);
  const axis = useAxis(`${run?.id} ${first}`, 0, high, ACCURACY_AXIS);
  return { slots, axis, best };
}

function bestBefore(run: LiveRun | null, first: number): number | null {
  const earlier = (run?.trials ?? []).filter(({ number, accuracy }) => number < first && accuracy !== null);
  return earlier.length === 0 ? null : 100 * Math.max(...earlier.map(({ accuracy }) => accuracy ?? 0));
}
