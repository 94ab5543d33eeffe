import { expect, test } from 'vitest';
import type { Environment, RunEvent } from '../../protocol/protocol.ts';
import type { Trial } from '../../search/trial.ts';
import { LADDER, rungFor } from '../../settings/ladder.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { fittedBefore } from '../../studies/fitted/choose.ts';
import type { Pace } from '../../studies/fitted/pace.ts';
import { browser } from '../testing/browser.ts';
import { childrenToTrain, fittedHere } from './fitted.ts';

const card = { engine: 'compiled', version: 1, backend: 'webgpu', adapter: 'NVIDIA RTX 4070' } as const;
const processor = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor', threads: 2 } as const;
const onCard: Pace = { place: card, seconds: { demo: 0.2, small: 2 } };
const onProcessor: Pace = { place: processor, seconds: { demo: 4 } };
const withCard = {
  secureContext: true,
  gpu: { ok: true, adapter: card.adapter, software: false },
  threads: 2,
  simd: true,
} as const;
const small = LADDER.find(({ id }) => id === 'small')!;

function opened(memory: object = {}) {
  const kept = new Map([['nas-playground', JSON.stringify({ version: 1, ...memory })]]);
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const page = browser().open(undefined, storage);
  return { ...page, stored: () => JSON.parse(kept.get('nas-playground') ?? '{}') };
}

test('a page that nobody used before begins with Fitted, which is chosen once it is known where it trains', () => {
  const { get } = opened({ paces: [onProcessor, onCard] });
  expect(get()).toMatchObject({ fitted: true, settings: fittedBefore('ppo', 1) });
  expect(fittedHere(get())).toMatchObject({ isKnown: false, seconds: 120, onGpu: null });
  expect(childrenToTrain(get())).toBeNull();
  get().setCapabilities(withCard);
  expect(childrenToTrain(get())).toBe(52);
  // 120 / 2 = 60 trainings, of which 7 are finalists'.
  expect(get().settings).toEqual({ ...rungFor(small, 'ppo'), trials: 52 });
  expect(fittedHere(get())).toMatchObject({ isKnown: true, seconds: 118, onGpu: true });
  get().setPlace('processor');
  expect(get().settings).toEqual({ ...rungFor(LADDER[0]!, 'ppo'), trials: 20 });
  expect(fittedHere(get())).toMatchObject({ isKnown: true, onGpu: false });
});

test('settings that a person left are theirs: remembered ones, changed ones, another preset’s', () => {
  expect(opened({ settings: PRESET_SETTINGS.mini.settings }).get()).toMatchObject({
    fitted: false,
    settings: PRESET_SETTINGS.mini.settings,
  });
  const { get, stored } = opened({ paces: [onCard] });
  get().setCapabilities(withCard);
  expect(stored()).toMatchObject({ fitted: true, settings: { trials: 52 } });
  get().changeSettings({ trials: 30 });
  expect(get()).toMatchObject({ fitted: false, settings: { trials: 30 } });
  expect(stored()).toMatchObject({ fitted: false, settings: { trials: 30 } });
  get().applyPreset('fitted');
  expect(get()).toMatchObject({ fitted: true, settings: { trials: 52 } });
  get().applyPreset('demo');
  expect(get()).toMatchObject({ fitted: false, settings: { trials: 12, strategy: 'ppo' } });
});

test('another strategy or seed is fitted too', () => {
  const { get } = opened({ paces: [onCard] });
  get().setCapabilities(withCard);
  get().changeSettings({ seed: 5 });
  get().changeSettings({ strategy: 'evolution' });
  // Evolution learns from 60 of Small's children, which do not fit: it is a Demo.
  const { imageSize } = LADDER[0]!.settings;
  expect(get()).toMatchObject({
    fitted: true,
    settings: { strategy: 'evolution', seed: 5, trials: 60, imageSize },
  });
});

test('what a person sets is no longer chosen, be it what stood there', () => {
  const { get } = opened();
  get().setCapabilities(withCard);
  const { trials } = get().settings;
  get().changeSettings({ seed: 4 });
  expect(get().fitted).toBe(true);
  get().changeSettings({ trials });
  expect(get()).toMatchObject({ fitted: false, settings: { trials, seed: 4 } });
});

test('Start asks for a probe where nothing is known, and the run and the settings become what was chosen', () => {
  const { get, sent, tell, stored } = opened();
  get().setCapabilities(withCard);
  get().start('run');
  expect(sent.at(-1)).toMatchObject({ type: 'start', fit: { fittedTo: null, stand: [] } });
  expect(get().run?.toFit).not.toBeNull();
  expect(get().run?.name).toBe('Fitted, ppo, seed 1');
  const settings = { ...rungFor(small, 'ppo'), trials: 52 };
  tell({ type: 'phase', phase: 'preparing' }, { type: 'fitted', settings, pace: onCard, failure: null });
  expect(get().run).toMatchObject({ settings, toFit: null, name: 'Fitted, 52 children, ppo, seed 1' });
  expect(get().settings).toEqual(settings);
  expect(stored()).toMatchObject({ fitted: true, settings, paces: [onCard] });
  tell({ type: 'phase', phase: 'finished' });
  get().start('run');
  expect(sent.at(-1)).toMatchObject({ settings: { ...settings, seed: 2 }, fit: { fittedTo: card } });
});

test('who set up the next run while it was probed keeps those settings', () => {
  const { get, tell } = opened();
  get().start('run');
  get().applyPreset('mini');
  const settings = { ...rungFor(small, 'ppo'), trials: 40 };
  tell({ type: 'fitted', settings, pace: onCard, failure: null });
  expect(get().run?.settings).toEqual(settings);
  expect(get().settings.imageSize).toBe(32);
});

test('a remembered pace is used as it is, and one of another engine replaced by what is told', () => {
  const { get, sent, tell } = opened({ paces: [onCard] });
  get().setCapabilities(withCard);
  get().start('run');
  expect(sent.at(-1)).toMatchObject({ settings: { trials: 52 }, fit: { fittedTo: card } });
  const newer: Pace = { place: { ...card, version: 2 }, seconds: { demo: 1 } };
  tell({ type: 'fitted', settings: { ...get().settings, trials: 60 }, pace: newer, failure: null });
  expect(get().paces).toEqual([newer]);
});

test('a probe that fails is told, and remembers nothing', () => {
  const { get, tell } = opened();
  get().start('run');
  const settings = rungFor(LADDER[0]!, 'ppo');
  tell({ type: 'fitted', settings, pace: null, failure: 'Out of memory.' });
  expect(get().run).toMatchObject({ settings, toFit: null, fitFailure: 'Out of memory.' });
  expect(get().paces).toEqual([]);
});

const trial = (number: number): Trial => ({
  number,
  architecture: presetOf('darts-v2').architecture,
  status: 'trained',
  accuracy: 0.4,
  reward: 0.4,
  trainable: 1,
  multiplyAdds: 1,
  seconds: 2.125,
  epochs: [],
});

const environment: Environment = { ...card };
const paced = [{ place: card, seconds: { demo: 0.2, small: 2.125 } }];
const finishes: RunEvent[] = [
  { type: 'environment', environment },
  ...[1, 2, 3, 4, 5, 6].map((number) => ({ type: 'trial-ended', trial: trial(number) }) as const),
  { type: 'phase', phase: 'finished' },
];

test('what a finished run’s children took is the next pace, by which the next search is chosen', () => {
  const { get, sent, tell } = opened({ paces: [onCard] });
  get().setCapabilities(withCard);
  get().start('run');
  expect(get().run?.name).toBe('Fitted, 52 children, ppo, seed 1');
  tell(...finishes);
  expect(get().paces).toEqual(paced);
  // 120 / 2.125 = 56 trainings, of which 7 are finalists': what is told, what stands in the rows, what Start trains.
  expect(fittedHere(get())).toMatchObject({ isKnown: true, settings: { trials: 48 } });
  expect(get()).toMatchObject({ fitted: true, settings: { trials: 48, seed: 1 } });
  // As after a reload.
  const again = opened({ paces: paced, fitted: true, settings: get().settings });
  again.get().setCapabilities(withCard);
  expect(again.get().settings).toEqual(get().settings);
  // With the same seed its children would be the first of those that were trained.
  get().start('run');
  expect(sent.at(-1)).toMatchObject({ settings: { trials: 48, seed: 2 }, fit: { fittedTo: card } });
});

test('a pace that comes while a link’s settings stand is that of a person’s own', () => {
  const { get, tell } = opened({ paces: [onCard] });
  get().setCapabilities(withCard);
  get().start('run');
  get().lendSettings(PRESET_SETTINGS.mini.settings);
  tell(...finishes);
  expect(get().settings).toEqual(PRESET_SETTINGS.mini.settings);
  get().keepOwnSettings();
  expect(get()).toMatchObject({ fitted: true, settings: { trials: 48 } });
});

test('what plays by itself is a person’s own once it is touched, and no longer fitted', () => {
  const { get } = opened();
  get().playPreview(PRESET_SETTINGS.table.settings);
  get().adoptPreview();
  expect(get()).toMatchObject({ fitted: false, settings: { rewards: 'table' } });
});
