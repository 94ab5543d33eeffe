import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CIFAR_MODELS, IMAGENET_MODELS } from './models.ts';

/** The figures once more, as docs/NASNET.md writes them: whoever changes one of the two is told. */
const doc = readFileSync(new URL('../../../docs/NASNET.md', import.meta.url), 'utf8')
  .split('## Published results')[1]!
  .replaceAll(/\s+/g, ' ');

const millions = (value: number): number => Number((value / 1e6).toPrecision(12));
const percent = (share: number): number => Number((share * 100).toPrecision(12));

test('every figure on CIFAR-10 stands in the facts that this project reproduces', () => {
  const figures = Array.from(
    doc.split('ImageNet')[0]!.matchAll(/([\d.]+)M (\d+\.\d+)/g),
    ([, size, error]) => [Number(size), Number(error)],
  );
  const own = CIFAR_MODELS.filter(({ name }) => !name.includes('cutout')).map(({ parameters, error }) => [
    millions(parameters),
    percent(error),
  ]);
  expect(sorted(own)).toEqual(sorted(figures));
  const cutout = CIFAR_MODELS.filter(({ name }) => name.includes('cutout')).map(({ error }) =>
    percent(error),
  );
  expect(cutout).toEqual([2.56, 2.65, 2.4]);
  for (const error of cutout) expect(doc).toMatch(new RegExp(`cutout ${error}`));
});

test('every figure on ImageNet does', () => {
  const pattern = /([\d.]+)M ([\d.,]+)([MB]) ([\d.]+)\/(\d+\.\d+)/g;
  const figures = Array.from(doc.matchAll(pattern), ([, size, adds, unit, top1, top5]) => [
    Number(size),
    Number(adds!.replace(',', '')) * (unit === 'B' ? 1000 : 1),
    Number(top1),
    Number(top5),
  ]);
  const own = IMAGENET_MODELS.map(({ parameters, multiplyAdds, top1, top5 }) => [
    millions(parameters),
    millions(multiplyAdds),
    percent(top1),
    percent(top5),
  ]);
  expect(own).toHaveLength(17);
  expect(sorted(own)).toEqual(sorted(figures));
});

const sorted = (rows: readonly (readonly number[])[]): string[] => rows.map((row) => row.join(' ')).sort();
