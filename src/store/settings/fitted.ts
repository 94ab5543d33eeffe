import type { LiveRun } from '../../run/live.ts';
import { sameSettings } from '../../settings/called.ts';
import { rungOf } from '../../settings/ladder.ts';
import { type Settings, validateSettings } from '../../settings/settings.ts';
import { chooseFitted, FITTED_SECONDS, fittedBefore } from '../../studies/fitted/choose.ts';
import { type Pace, withPace } from '../../studies/fitted/pace.ts';
import type { ViewState } from '../shown/view.ts';
import type { MemoryState } from './memory.ts';

/** The preset Fitted, as far as it is known before a search begins: what its settings are, and what they take. */

/** Settings of the next run, and whether they are fitted to where it trains. */
interface NextSettings {
  readonly settings: Settings;
  readonly fitted: boolean;
}

type Here = Pick<MemoryState, 'paces' | 'place'> & Pick<ViewState, 'capabilities'>;

/** Whether the next search trains on a graphics card; else on this processor. Null while that isn't known. */
export function trainsOnGpu({
  place,
  capabilities: { gpu },
}: Pick<Here, 'place' | 'capabilities'>): boolean | null {
  if (place === 'processor') return false;
  if (gpu === null) return null;
  return gpu.ok && (place === 'gpu' || !gpu.software);
}

/** What was remembered of where the next search trains; whether the engine is still that one shows when it is loaded. */
export function paceHere(state: Here): Pace | null {
  const { paces, capabilities } = state;
  const { gpu, threads } = capabilities;
  const onGpu = trainsOnGpu(state);
  if (onGpu === null) return null;
  const isHere = ({ place }: Pace): boolean =>
    onGpu
      ? place.backend === 'webgpu' && gpu?.ok === true && place.adapter === gpu.adapter
      : place.backend === 'wasm' && place.threads === threads;
  return paces.find(isHere) ?? null;
}

export interface FittedHere {
  readonly settings: Settings;
  /** Of all children and finalists: as the pace has it, or about two minutes. */
  readonly seconds: number;
  /** Whether the settings are chosen; else that is done at Start, by a probe. */
  readonly isKnown: boolean;
  /** Null while nobody knows where the next search trains. */
  readonly onGpu: boolean | null;
}

/** What Fitted is here and now, for the strategy, seed and data set that are set. */
export function fittedHere(state: Here & Pick<NextSettings, 'settings'>): FittedHere {
  const { strategy, seed } = state.settings;
  const before = fittedBefore(strategy, seed);
  const pace = paceHere(state);
  const chosen = pace && chooseFitted(pace.seconds, before);
  return {
    settings: chosen?.settings ?? before,
    seconds: chosen?.seconds ?? FITTED_SECONDS,
    isKnown: chosen !== null,
    onGpu: trainsOnGpu(state),
  };
}

/** Settings of who left them to be fitted, once more is known of where the next search trains. */
export function refitted(state: Here & NextSettings): Partial<NextSettings> {
  if (!state.fitted) return {};
  const { settings } = fittedHere(state);
  return sameSettings(settings, state.settings) ? {} : { settings };
}

/** Whether what the search on the page trains is still to be chosen, by a probe. */
export const isProbed = ({ run }: { readonly run: LiveRun | null }): boolean =>
  run !== null && run.toFit !== null && run.toFit.fittedTo === null;

/** Whether what the next one trains is chosen only at Start. */
export const isUnfitted = (state: Here & NextSettings): boolean => state.fitted && !fittedHere(state).isKnown;

/**
 * How many children the search on the page trains, or the next one where there is none; null while what is set is no number,
 * or still to be chosen.
 */
export function childrenToTrain(
  state: Here & NextSettings & { readonly run: LiveRun | null },
): number | null {
  const { run, settings } = state;
  if (run !== null) return isProbed(state) ? null : run.settings.trials;
  return !isUnfitted(state) && validateSettings(settings).ok ? settings.trials : null;
}

/** What a run's own children took, once it has finished: nearer the truth than a probe, of which there must have been one. */
export function withPaceOf({ paces }: Pick<MemoryState, 'paces'>, run: LiveRun): Partial<MemoryState> {
  const { environment, settings, trials } = run;
  const rung = rungOf(settings);
  const known = paces.find(
    ({ place: { backend, adapter, threads, engine, version } }) =>
      backend === environment?.backend &&
      adapter === environment.adapter &&
      threads === environment.threads &&
      engine === environment.engine &&
      version === environment.version,
  );
  // Those of an earlier visit may have been trained elsewhere.
  const own = trials.filter(
    ({ status, environment: where }) => status === 'trained' && where?.adapter === environment?.adapter,
  );
  if (rung === undefined || known === undefined || own.length < LEAST) return {};
  const each = own.reduce((sum, { seconds }) => sum + seconds, 0) / own.length;
  if (!(each > 0)) return {};
  return { paces: withPace(paces, { ...known, seconds: { ...known.seconds, [rung.id]: each } }) };
}

const LEAST = 5;
