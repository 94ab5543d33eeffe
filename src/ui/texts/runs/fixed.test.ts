import { expect, test } from 'vitest';
import type { FixedId } from '../../../search/fixed.ts';
import type { Lead } from '../../../studies/fixed/verdict.ts';
import { fixedTexts as texts } from './fixed.ts';

const lead = (difference: number, half: number, change: Partial<Lead> = {}): Lead => ({
  difference,
  low: difference - half,
  high: difference + half,
  apart: Math.abs(difference) > half,
  ratio: 0.97,
  match: 'equal',
  ...change,
});
const leads = (nasnet: Lead, plain: Lead): { id: FixedId; lead: Lead }[] => [
  { id: 'nasnet-a', lead: nasnet },
  { id: 'plain', lead: plain },
];
const says = (...given: Parameters<typeof texts.verdict>) =>
  texts.verdict(...given).replaceAll('\u00a0', ' ');

test('a search that paid is told by how much, over which networks', () => {
  const both = leads(lead(0.021, 0.013), lead(0.04, 0.012));
  expect(says({ kind: 'paid', over: ['nasnet-a', 'plain'] }, both, 5, 'outside')).toBe(
    'Searching paid: the winner is better than NASNet-A by 2.1 points (0.8 to 3.4) and the plain net by 4.0 points (2.8 to 5.2).',
  );
  expect(says({ kind: 'paid', over: ['plain'] }, both, 5, 'validation')).toMatch(
    /better than the plain net by 4\.0 points \(2\.8 to 5\.2\)\. Its own validation images say so/,
  );
});

test('a search that did not pay is told plainly, by the better network’s lead', () => {
  const worse = leads(lead(-0.021, 0.013), lead(0.001, 0.013));
  expect(says({ kind: 'not-paid', by: 'nasnet-a' }, worse, 5, 'outside')).toBe(
    'Searching did not pay here: NASNet-A is better by 2.1 points (0.8 to 3.4).',
  );
});

test('what cannot be told apart is called neither, and what can is named', () => {
  const open = leads(lead(0.004, 0.012), lead(0.04, 0.012));
  expect(says({ kind: 'untold', from: ['nasnet-a'] }, open, 5, 'outside')).toBe(
    'Cannot be told apart with 5 seeds: the winner and NASNet-A (the winner 0.4 points ahead, −0.8 to +1.6). It is better than the plain net. So nothing here shows that searching paid.',
  );
  const behind = leads(lead(-0.004, 0.012), lead(0.001, 0.012));
  expect(says({ kind: 'untold', from: ['nasnet-a', 'plain'] }, behind, 3, 'outside')).toContain(
    'with 3 seeds: the winner and NASNet-A (the winner 0.4 points behind, −1.6 to +0.8) and the plain net (the winner 0.1 points ahead',
  );
});

test('a network at a cost of its own is told to be', () => {
  expect(texts.unequal('nasnet-a', lead(0, 1, { ratio: 2.34, match: 'dearer' }))).toBe(
    'Even the narrowest NASNet-A takes 2.34 times the winner’s multiply-adds, so that it is compared at its own cost.',
  );
  expect(texts.unequal('plain', lead(0, 1, { ratio: 0.714, match: 'cheaper' }))).toContain('0.71 of them');
});
