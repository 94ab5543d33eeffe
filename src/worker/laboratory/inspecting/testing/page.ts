import { DataError } from '../../../../base/errors.ts';
import type { Backend } from '../../../../engine/executor.ts';
import { openNodeCrew } from '../../../../engine/wasm/threads/nodeCrew.ts';
import type { Inspected, InspectedChild, InspectionTold } from '../../../../protocol/inspection.ts';
import type { Event } from '../../../../protocol/protocol.ts';
import type { Trial } from '../../../../search/trial.ts';
import type { Settings } from '../../../../settings/settings.ts';
import { TINY_SETTINGS } from '../../../../settings/testing/tiny.ts';
import { createSession, type Session } from '../../../session/session.ts';
import { openProcessor } from '../../devices/processor.ts';
import { createLaboratory, type LaboratoryOptions } from '../../laboratory.ts';

/** Real children, as small as they can be, on the processor. */
const settings: Settings = {
  ...{
    ...TINY_SETTINGS,
    strategy: 'random',
    trials: 3,
    finalists: 1,
    blocks: 1,
    filters: 2,
    epochs: 2,
    batch: 5,
  },
  ...{
    operations: ['identity', 'conv_1x1', 'dilconv_3x3'],
    imageSize: 8,
    cropPadding: 1,
    keepProbability: 0.8,
  },
  ...{ dataset: 'synthetic', trainImages: 20, validationImages: 30 },
};

export const onProcessor: LaboratoryOptions['open'] = () => openProcessor(() => openNodeCrew(1));

export interface Page {
  readonly session: Session;
  readonly events: Event[];
}

export function setUp(open: LaboratoryOptions['open'] = onProcessor, why = 'there is nothing here'): Page {
  const events: Event[] = [];
  const source = () => ({
    place: 'nowhere',
    readJson: async () => Promise.reject(new DataError(why)),
    readBytes: async () => undefined,
  });
  return {
    events,
    session: createSession(createLaboratory({ source, open }), (event) => events.push(event)),
  };
}

const dataUrl = 'http://localhost/';

export function start({ session }: Page, change: Partial<Settings> = {}): void {
  const given = { ...settings, ...change };
  session.handle({ type: 'start', run: 'a', settings: given, dataUrl, mode: 'run', keepWeights: true });
}

export async function search(page: Page, change: Partial<Settings> = {}) {
  start(page, change);
  await page.session.idle();
  return page.events.flatMap((event) =>
    event.type === 'trial-ended' && event.trial.status === 'trained'
      ? [{ trial: event.trial, weights: event.weights! }]
      : [],
  );
}

export const childOf = ({ architecture, number }: Trial): InspectedChild => ({
  architecture,
  trial: number,
  seededBy: number,
});

let inspections = 0;
export function inspect(
  { session }: Page,
  child: InspectedChild,
  weights?: Float32Array,
  change: Partial<Settings> = {},
  more: { readonly backend?: Backend } = {},
): number {
  const inspection = ++inspections;
  const given = { ...settings, ...change };
  const kept = weights && { weights };
  session.handle({
    type: 'inspect',
    run: 'a',
    inspection,
    settings: given,
    dataUrl,
    child,
    ...kept,
    ...more,
  });
  return inspection;
}

export const toldOf = ({ events }: Page, inspection: number): InspectionTold[] =>
  events.flatMap((event) =>
    event.type === 'inspection' && event.inspection === inspection ? [event.told] : [],
  );

export function inspectedOf(page: Page, inspection: number): Inspected {
  const found = toldOf(page, inspection).find(({ type }) => type === 'inspected');
  if (found?.type !== 'inspected') throw new Error(JSON.stringify(toldOf(page, inspection)));
  return found.inspected;
}

export const until = async (check: () => boolean): Promise<void> => {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 1));
};
