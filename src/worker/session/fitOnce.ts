import type { FitRequest, RunEvent, RunId } from '../../protocol/protocol.ts';
import type { Settings } from '../../settings/settings.ts';
import type { GroundReport, Laboratory } from './laboratory.ts';

/** The settings of a run, fitted to what trains where that is asked for, and told. */
export type FitOnce = (
  command: { readonly run: RunId; readonly settings: Settings; readonly fit?: FitRequest },
  report: GroundReport,
  send: (event: RunEvent) => void,
) => Promise<Settings>;

/** Whatever of a run begins first has its settings fitted; all else of it goes by the same. */
export function createFitOnce(laboratory: Pick<Laboratory, 'fit'>): FitOnce {
  const known = new Map<RunId, Settings>();
  return async ({ run, settings, fit }, report, send) => {
    if (fit === undefined) return settings;
    const before = known.get(run);
    if (before !== undefined) return before;
    const unheard = { environment() {}, table() {}, shownImages() {} };
    const fitted = (await laboratory.fit?.(settings, fit, { ...unheard, ...report })) ?? null;
    if (fitted !== null) send({ type: 'fitted', ...fitted });
    const found = fitted?.settings ?? settings;
    known.set(run, found);
    return found;
  };
}
