import { useEffect, useMemo, useState } from 'react';
import { trainedHere } from '../../../../run/made.ts';
import type { FixedComparison } from '../../../../search/fixed.ts';
import type { Settings } from '../../../../settings/settings.ts';
import { usePlayground } from '../../../../store/context.ts';
import { remainingOf } from './compared.ts';

/** How long the rest of a comparison takes here. */
export type Estimate =
  | { readonly kind: 'measuring' }
  | { readonly kind: 'known'; readonly seconds: number; readonly trainings: number }
  | { readonly kind: 'unmeasured'; readonly why: string };

/**
 * By what its trainings took, and of networks that have none, by a few steps of each, measured one after the other while
 * `mayMeasure`.
 */
export function useSeconds(
  comparison: FixedComparison,
  seeds: number,
  settings: Settings,
  mayMeasure: boolean,
): Estimate {
  const measure = usePlayground((state) => state.measureFull);
  const forget = usePlayground((state) => state.forgetMeasured);
  const told = usePlayground((state) => state.measuredFull?.told ?? null);
  /** Seconds of a training of each network whose turn has been; a text: why it has none. */
  const [measured, setMeasured] = useState<readonly (number | string)[]>([]);
  const { networks } = comparison;
  const had = useMemo(() => networks.map(({ id }) => secondsOf(comparison, id)), [comparison, networks]);
  const needs = had.some((seconds) => seconds === null);
  const next = needs && mayMeasure ? networks[measured.length] : undefined;
  useEffect(() => {
    if (next === undefined) return;
    measure({ ...trainedHere(settings), filters: next.filters }, next.architecture);
    return forget;
  }, [next, settings, measure, forget]);
  useEffect(() => {
    if (told !== null) setMeasured((known) => [...known, told.ok ? told.value.seconds : told.error]);
  }, [told]);

  const each = had.map((seconds, index) => seconds ?? measured[index] ?? null);
  const why = each.find((one) => typeof one === 'string');
  if (typeof why === 'string') return { kind: 'unmeasured', why };
  const remaining = remainingOf(comparison, seeds);
  let sum = 0;
  for (const [index, one] of each.entries()) {
    if (typeof one !== 'number') return { kind: 'measuring' };
    sum += one * (remaining[index] ?? 0);
  }
  return { kind: 'known', seconds: sum, trainings: remaining.reduce((all, count) => all + count, 0) };
}

/** The mean of its trainings; null where none has ended. */
function secondsOf({ trainings }: FixedComparison, id: string): number | null {
  const own = trainings.filter(({ network, status }) => network === id && status === 'trained');
  return own.length === 0 ? null : own.reduce((sum, { seconds }) => sum + seconds, 0) / own.length;
}
