import { expect, test } from 'vitest';
import { countOnes, fromBase64, wordsOf } from '../../../base/bytes/bits.ts';
import type { Settings } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { differencesTexts } from '../../texts/child/layer/differences.ts';
import { type Around, type ComparedChild, candidatesOf, childBy, shownChild, usualOf } from './children.ts';
import { leadOf } from './lead.ts';
import { type ComparedStory, comparedChildren } from './testing/compared.ts';

const aroundOf = (story: ComparedStory = {}, more: Partial<Around> = {}): Around => {
  const { settings, trials, finalists } = comparedChildren(story);
  return { trials, finalists, training: [], settings, pinned: [], ...more };
};
const around = aroundOf();
const child = (number: number, from = around): ComparedChild => childBy(number, from)!;
const lead = (one: number, other: number, deviation: number | null = null, from = around) =>
  leadOf(child(one, from), child(other, from), from.settings, () => deviation);
const said = (text: string): string => text.replaceAll('\u00a0', ' ');

test('a child of the run is the trial, a result that was taken over has its seconds', () => {
  expect(child(2)).toMatchObject({ id: 2, name: 'Child 2', stage: 'trained', seconds: 9 });
  expect(child(7)).toMatchObject({ stage: 'trained', seconds: 9, accuracy: child(2).accuracy });
  expect(child(5)).toMatchObject({ stage: 'failed', accuracy: null });
  expect(childBy(8, around)).toBeNull();
  const current = { number: 8, architecture: child(1).architecture };
  expect(childBy(8, { ...around, training: [current] })).toMatchObject({ stage: 'training', accuracy: null });
});

test('a child that was trained again says so, and so does who shares its result', () => {
  const finalists = [
    { trial: 2, accuracy: 0.44 },
    { trial: 3, accuracy: null },
  ];
  const again = { ...around, finalists };
  expect([1, 2, 3, 7].filter((number) => child(number, again).again)).toEqual([2, 7]);
});

test('others to choose from: children, pins that are none of them, published pairs', () => {
  const { architecture, accuracy } = child(3);
  const pinned = [
    { title: 'Trial 3, seed 1', architecture, accuracy },
    { title: 'Kept', architecture, accuracy: 0.2 },
  ];
  const own = { ...around, pinned };
  const found = candidatesOf(own, child(1, own));
  expect(found.trials).toEqual([2, 3, 4, 5, 6, 7]);
  expect(found.pinned.map(({ title }) => title)).toEqual(['Kept']);
  expect(found.published.map(({ title }) => title)).toEqual([
    'NASNet-A',
    'AmoebaNet-A',
    'DARTS v2',
    'DARTS v1',
    'PNASNet-5',
  ]);
  expect(usualOf(found, own)).toBe(3);
  expect(childBy(pinned[1]!, own)).toMatchObject({ stage: 'pinned', accuracy: 0.2 });
});

test('without a run a pair from a link is held against a published one', () => {
  const empty = { ...around, trials: [] };
  const { architecture } = presetOf('darts-v2');
  const nothing = { title: null, trial: null, decisions: null };
  const shared = shownChild({ ...nothing, kind: 'shared', architecture }, empty);
  expect(shared).toMatchObject({ name: 'Shared pair', stage: 'untrained', accuracy: null });
  const other = usualOf(candidatesOf(empty, shared), empty);
  expect(other).toMatchObject({ title: 'NASNet-A' });
  expect(leadOf(shared, childBy(other, empty)!, empty.settings, () => 0.01)).toMatchObject({
    kind: 'lacking',
    children: [{ name: 'Shared pair' }, { name: 'NASNet-A' }],
  });
});

test('counts are those of the bits of both trials', () => {
  const found = lead(1, 2);
  if (found.kind !== 'compared' || found.two.images === null) throw new Error('It has bits.');
  const { both, first, second, neither } = found.two.images;
  expect(both + first + second + neither).toBe(1000);
  expect(both + first).toBe(Math.round(1000 * child(1).accuracy!));
  expect(both + second).toBe(Math.round(1000 * child(2).accuracy!));
  const [one, other] = [1, 2].map((number) => wordsOf(fromBase64(child(number).trial!.right!)!));
  expect(both).toBe(countOnes(one!.map((word, at) => word & other![at]!)));
});

test('networks and architectures are told apart by questions of their own', () => {
  const without = lead(3, 6);
  if (without.kind !== 'compared') throw new Error('Both are trained.');
  expect(without.two.networks).toMatchObject({ of: 'networks' });
  expect(without.two.networks!.p).toBeLessThan(0.05);
  expect(without.two.architectures).toBeNull();
  const noisy = lead(3, 6, 0.2);
  expect(noisy).toMatchObject({ two: { networks: without.two.networks } });
  if (noisy.kind !== 'compared') throw new Error('Both are trained.');
  expect(noisy.two.architectures!.p).toBeGreaterThan(0.3);
});

test('where bits are missing it is said of whom; the architectures are still compared', () => {
  const bare = aroundOf({ hasBits: false });
  const found = lead(1, 2, 0.01, bare);
  if (found.kind !== 'compared') throw new Error('Both are trained.');
  expect(found.two).toMatchObject({ images: null, unmatched: 'bits', networks: null });
  expect(found.two.architectures).toMatchObject({ kind: 'unpaired' });
  expect(found.withoutBits.map(({ name }) => name)).toEqual(['Child 1', 'Child 2']);
  const half = { ...around, trials: around.trials.with(0, bare.trials[0]!) };
  expect(lead(1, 2, null, half)).toMatchObject({ withoutBits: [{ name: 'Child 1' }] });
});

test('a result that was taken over is one training, and a failed child has no lead', () => {
  expect(lead(2, 7)).toEqual({ kind: 'one-training' });
  expect(lead(7, 2)).toEqual({ kind: 'one-training' });
  expect(lead(1, 5)).toMatchObject({ kind: 'lacking', children: [{ name: 'Child 5' }] });
});

test('one graph that was trained twice has two networks and no lead of an architecture', () => {
  const { architecture } = around.trials[0]!;
  const twice = { ...around, trials: around.trials.with(1, { ...around.trials[1]!, architecture }) };
  expect(lead(1, 2, 0.01, twice)).toMatchObject({
    hindered: { kind: 'one' },
    two: { networks: { of: 'networks' }, architectures: null },
  });
  expect(lead(1, 2, 0.01)).toMatchObject({ hindered: null, two: { architectures: { of: 'architectures' } } });
});

test('children that were trained for unlike many epochs are no one recipe', () => {
  const paused = { ...around, trials: around.trials.with(0, { ...around.trials[0]!, budget: 1 }) };
  const found = lead(1, 2, 0.01, paused);
  const { epochs } = around.settings;
  expect(found).toMatchObject({
    hindered: { kind: 'epochs', epochs: [1, epochs] },
    two: { architectures: null },
  });
  // Both paused after the same: what is known of that recipe counts.
  const asked: Settings[] = [];
  const both = { ...paused, trials: paused.trials.with(1, { ...paused.trials[1]!, budget: 1 }) };
  leadOf(child(1, both), child(2, both), both.settings, (settings) => {
    asked.push(settings);
    return null;
  });
  expect(asked.map(({ epochs }) => epochs)).toEqual([1]);
});

test('a child and what it became when it was trained on are one training, as long as both together', () => {
  const { epochs } = around.settings;
  const [own] = around.trials;
  const paused = { ...own!, budget: 1, seconds: 9 };
  const on = { ...around.trials[1]!, architecture: own!.architecture, budget: epochs, promotedFrom: 1 };
  const trials = around.trials.with(0, paused).with(1, { ...on, seconds: 20 });
  const halving = { ...around, trials };
  expect(child(2, halving)).toMatchObject({ origin: 1, seconds: 29 });
  expect(child(7, halving)).toMatchObject({ origin: 1, seconds: 29 });
  for (const number of [2, 7])
    expect(lead(1, number, 0.01, halving)).toMatchObject({
      hindered: { kind: 'trained-on', epochs: [1, epochs] },
      two: { networks: { of: 'networks' }, architectures: null },
    });
  expect(lead(2, 7, 0.01, halving)).toEqual({ kind: 'one-training' });
  // One graph that was trained for unlike many epochs parts by those too.
  const other = trials.with(1, { ...on, promotedFrom: 3 });
  expect(lead(1, 2, 0.01, { ...around, trials: other })).toMatchObject({ hindered: { kind: 'epochs' } });
  const { trainedOn } = differencesTexts.architectures;
  const says =
    'They are one child in one training: child 3 is it after 1 epoch, where it was paused, child 12 after 3 epochs. What parts the two networks is that it was trained on.';
  expect(said(trainedOn([1, 3], ['Child 3', 'Child 12']))).toBe(says);
  expect(said(trainedOn([3, 1], ['Child 12', 'Child 3']))).toBe(says);
});

test('of children that began with weights of others nothing follows for architectures, nor for one of them', () => {
  const heir = { ...around.trials[1]!, inherited: 5 };
  const shared = { ...around, trials: around.trials.with(1, heir) };
  const hindered = { kind: 'inherited', children: [{ name: 'Child 2' }] };
  expect(lead(1, 2, 0.01, shared)).toMatchObject({ hindered, two: { architectures: null } });
  const { architecture } = around.trials[0]!;
  const twice = { ...around, trials: around.trials.with(1, { ...heir, architecture }) };
  expect(lead(1, 2, 0.01, twice)).toMatchObject({ hindered });
  // Who takes its result over has what it began with, too.
  expect(lead(1, 7, 0.01, shared)).toMatchObject({ hindered: { children: [{ name: 'Child 7' }] } });
});

test('the lead of a network in words', () => {
  const { lead: words } = differencesTexts.networks;
  const names = ['Child 13', 'Child 20'] as const;
  const of = (onlyFirst: number, onlySecond: number, p: number): string =>
    said(
      words({ of: 'networks', difference: (onlyFirst - onlySecond) / 1000, onlyFirst, onlySecond, p }, names),
    );
  expect(of(78, 92, 0.319)).toBe(
    'Child 20 leads by 1.4 points. Two equally good networks would part as unevenly as 92 to 78 about 1 time in 3, so the lead may be chance. McNemar’s exact test, p = 0.32.',
  );
  expect(of(120, 60, 0.0000088)).toContain('about 1 time in 110,000, so the lead is hardly chance');
  expect(of(120, 60, 0.0000088)).toMatch(/^Child 13 leads by 6\.0 points\..*p < 0\.001\.$/);
  expect(of(40, 38, 0.91)).toContain(
    'as unevenly as 40 to 38 more often than not, so the lead may be chance',
  );
  expect(of(40, 40, 1)).toBe('Neither leads: each alone is right on 40. McNemar’s exact test, p = 1.00.');
  expect(of(0, 0, 1)).toBe('Both are right and wrong on the very same images.');
});

test('the lead of an architecture in words', () => {
  const { lead: words } = differencesTexts.architectures;
  const common = { of: 'architectures', difference: -0.014, p: 0.4, kind: 'paired' } as const;
  const names = ['Child 13', 'Child 20'] as const;
  expect(said(words({ ...common, low: -0.046, high: 0.018 }, names))).toBe(
    'On average over trainings, child 20 leads by 1.4 ± 3.2 points (95 %, with the luck of both trainings): they can’t be told apart, p = 0.40.',
  );
  expect(said(words({ ...common, low: -0.02, high: -0.008, kind: 'unpaired' }, names))).toMatch(
    /: they can be told apart, .* rather too careful\.$/,
  );
});

test('a child by hand is held against others, and others against it', () => {
  const { architecture } = presetOf('darts-v2');
  const costs = { trainable: 10, multiplyAdds: 100 };
  const training = { status: 'trained', accuracy: 0.4, seconds: 9, epochs: [] } as const;
  const one = {
    number: 1,
    by: 'Ada',
    architecture,
    seeds: 3,
    after: 7,
    ...costs,
    trainings: [training, training],
  };
  const own = { ...around, made: [one, { ...one, number: 2, trainings: [] }], making: -2 };
  expect(childBy(-1, own)).toMatchObject({ name: 'Child h1', stage: 'trained', accuracy: 0.4, seconds: 18 });
  expect(childBy(-2, own)).toMatchObject({ stage: 'training', accuracy: null, seconds: null });
  expect(childBy(-2, { ...own, making: null })).toMatchObject({ stage: 'untrained' });
  expect(childBy(-3, own)).toBeNull();
  expect(candidatesOf(own, child(1, own)).made).toEqual([-1, -2]);
  const found = candidatesOf(own, child(-1, own));
  expect(found).toMatchObject({ trials: [1, 2, 3, 4, 5, 6, 7], made: [-2] });
  expect(usualOf(found, own)).toBe(3);
  expect(lead(-1, 3, 0.01, own)).toEqual(expect.anything());
});
