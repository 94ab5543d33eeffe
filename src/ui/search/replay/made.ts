import { environmentName } from '../../../run/environments.ts';
import type { Run } from '../../../run/run.ts';
import type { TrialEnvironment } from '../../../search/trial.ts';
import { dayText } from '../../format.ts';
import { recordedTexts } from '../../texts/runs/recorded.ts';

/** What trained a run, in words; the processor's engine gives the same figures on each, so that none is named. */
export const madeBy = (environments: readonly TrialEnvironment[]): readonly string[] =>
  environments.map((one) =>
    one.backend === 'wasm' ? recordedTexts.processor(one.engine, one.version) : environmentName(one),
  );

/** "29 November 2026", or two days where it took longer. */
export function madeOn({ created, updated }: Pick<Run, 'created' | 'updated'>): string {
  const [first, last] = [created, updated].map((moment) => dayText(new Date(moment)));
  return first === last || last === undefined ? `${first}` : recordedTexts.days(`${first}`, last);
}
