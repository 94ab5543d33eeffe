import type { FitRequest } from '../protocol/protocol.ts';
import { calledAs } from '../settings/called.ts';
import type { Settings } from '../settings/settings.ts';
import type { Run } from './run.ts';

/** What runs are called; a run's name is written into its file as it is, so it is data and no text of the page. */

/** "Demo, reinforce, seed 1", "Small, 24 children, ppo, seed 1": what a run is called until somebody names it; `fit`: as it is to be fitted. */
export function defaultName(settings: Settings, fit: FitRequest | null = null): string {
  const { strategy, seed, trials } = settings;
  if (fit !== null) return fittedName(settings, fit.fittedTo === null ? null : trials);
  const called = calledAs(settings);
  const children = called?.children ? `, ${called.children} children` : '';
  return `${called?.title ?? 'Own settings'}${children}, ${strategy}, seed ${seed}`;
}

/** "Fitted, 52 children, ppo, seed 1": of a run that is fitted to where it trains; null before its children are chosen. */
const fittedName = ({ strategy, seed }: Settings, children: number | null): string =>
  `Fitted${children === null ? '' : `, ${children} children`}, ${strategy}, seed ${seed}`;

/** What a run is called once its settings are chosen: what somebody named it, or as it was called by what stood there before. */
export function nameFitted({ name, settings }: Pick<Run, 'name' | 'settings'>, chosen: Settings): string {
  const own = name.replace(/ \(\d+\)$/, '');
  if ([null, settings.trials].some((children) => own === fittedName(settings, children)))
    return fittedName(chosen, chosen.trials);
  return own === defaultName(settings) ? defaultName(chosen) : name;
}

export const copyName = (name: string): string => `${name} (copy)`;

/** The name, or "name (2)" and so on where others have it. */
export function freeName(name: string, others: readonly ({ readonly name: string } | null)[]): string {
  const taken = new Set(others.map((one) => one?.name));
  for (let copy = 1; ; copy++) {
    const free = copy === 1 ? name : `${name} (${copy})`;
    if (!taken.has(free)) return free;
  }
}

/** Of a run's file. */
export function fileNameOf(name: string): string {
  const words = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `${words || 'run'}.json`;
}

/** What a run is called that parted from the one that another tab went on with. */
export const apartName = (name: string): string => `${name} (kept apart)`;
