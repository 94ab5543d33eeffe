import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import type { Block, Cell } from '../../space/architecture.ts';
import { validateArchitecture } from '../../space/validity.ts';
import { cheapestIn } from './cheapest.ts';
import { costsIn } from './rules.ts';

const INPUTS = [0, 1, 2] as const;

/** Every cell of up to two blocks, with every output that it may have. */
function cellsOf(operations: readonly Block['operations'][0][]): Cell[] {
  const blocks = (inputs: readonly number[]): Block[] =>
    inputs.flatMap((one) =>
      inputs.flatMap((other) =>
        operations.flatMap((first) =>
          operations.flatMap((second) =>
            (['add', 'concat'] as const).map(
              (combiner): Block => ({ inputs: [one, other], operations: [first, second], combiner }),
            ),
          ),
        ),
      ),
    );
  const outputs = [[2], [3], [0, 2], [1, 2], [2, 3], [0, 3], [1, 3], [0, 1, 2], [0, 1, 3]];
  const first = blocks(INPUTS.slice(0, 2));
  return [...first.map((one) => [one]), ...first.flatMap((one) => blocks(INPUTS).map((two) => [one, two]))]
    .flatMap((all): Cell[] => [{ blocks: all }, ...outputs.map((output) => ({ blocks: all, output }))])
    .filter((cell) => validateArchitecture({ normal: cell, reduction: cell }).ok);
}

test.each([[['identity']], [['conv_3x3', 'avgpool_3x3']], [['sepconv_3x3', 'identity']]] as const)(
  'no pair of up to two blocks of %j takes less',
  (operations) => {
    const settings = { ...PRESET_SETTINGS.demo.settings, operations };
    const least = cheapestIn(settings);
    const some: Cell = {
      blocks: [{ inputs: [0, 0], operations: [operations[0], operations[0]], combiner: 'add' }],
      output: [2],
    };
    const base = costsIn({ settings }, { normal: some, reduction: some });
    const all = cellsOf(operations).filter((_, at) => operations.length === 1 || at % 37 === 0);
    expect(all.length).toBeGreaterThan(100);
    // Costs of the cells add up.
    for (const kind of ['parameters', 'multiplyAdds'] as const) {
      const normal = Math.min(
        ...all.map((cell) => costsIn({ settings }, { normal: cell, reduction: some })[kind]),
      );
      const reduction = Math.min(
        ...all.map((cell) => costsIn({ settings }, { normal: some, reduction: cell })[kind]),
      );
      expect(least[kind]).toBeLessThanOrEqual(normal + reduction - base[kind]);
      expect(least[kind]).toBeLessThanOrEqual(Math.min(normal, reduction));
    }
  },
);
