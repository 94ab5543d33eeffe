import fc from 'fast-check';
import type { SearchCheckpoint } from '../../search/checkpoint.ts';
import type { Trial, TrialEnvironment } from '../../search/trial.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { anyArchitecture } from '../../space/testing/arbitraries.ts';
import type { Decision } from '../../strategies/strategy.ts';
import type { Run } from '../run.ts';

/** Any run that a search could have left behind, as its file holds it, for property tests. */

const share = fc.double({ min: 0, max: 1, noNaN: true });
const float = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const count = fc.nat({ max: 1e12 });

const decisions: fc.Arbitrary<readonly Decision[]> = fc.array(
  fc.record({
    cell: fc.constantFrom('normal' as const, 'reduction' as const),
    block: fc.nat(6),
    slot: fc.constantFrom(0 as const, 1 as const),
    kind: fc.constantFrom('input' as const, 'operation' as const, 'combiner' as const),
    probabilities: fc.array(share, { maxLength: 4 }),
    choice: fc.nat(12),
  }),
  { maxLength: 3 },
);

const wholeEpoch = fc.record({
  epoch: fc.integer({ min: 1, max: 600 }),
  loss: float,
  trainAccuracy: share,
  validationAccuracy: share,
});
const parts = fc.array(fc.tuple(float, share), { maxLength: 3 });
const epochs = fc
  .array(fc.tuple(wholeEpoch, fc.option(parts)), { maxLength: 3 })
  .map((all) => all.map(([epoch, parts]) => (parts === null ? epoch : { ...epoch, parts })));

export const anyEnvironment: fc.Arbitrary<TrialEnvironment> = fc.record(
  {
    engine: fc.constantFrom('compiled', 'reference'),
    version: fc.integer({ min: 1, max: 3 }),
    backend: fc.constantFrom('webgpu', 'cpu'),
    adapter: fc.constantFrom('', 'One', 'Two'),
  },
  { requiredKeys: ['engine', 'backend', 'adapter'] },
);

function anyTrial(number: number): fc.Arbitrary<Trial> {
  const common = {
    number: fc.constant(number),
    architecture: anyArchitecture(),
    reward: float,
    trainable: count,
    multiplyAdds: count,
    seconds: fc.double({ min: 0, max: 1e9, noNaN: true }),
    epochs,
  };
  const trained = fc.record(
    {
      ...common,
      status: fc.constant('trained' as const),
      accuracy: share,
      inherited: count,
      budget: fc.integer({ min: 1, max: 600 }),
      right: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      shown: fc.array(fc.nat(9), { maxLength: 6 }),
      rungs: fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), share), { maxLength: 3 }),
      decisions,
    },
    {
      requiredKeys: [
        'number',
        'architecture',
        'reward',
        'trainable',
        'multiplyAdds',
        'seconds',
        'epochs',
        'status',
        'accuracy',
      ],
    },
  );
  const failed = fc.record({
    ...common,
    status: fc.constant('failed' as const),
    accuracy: fc.constant(null),
    reason: fc.string(),
  });
  const reused = fc.record({
    ...common,
    status: fc.constant('reused' as const),
    accuracy: share,
    reusedFrom: fc.constant(1),
  });
  const promoted = fc.record({
    ...common,
    status: fc.constant('trained' as const),
    accuracy: share,
    budget: fc.integer({ min: 2, max: 600 }),
    promotedFrom: fc.constant(1),
  });
  const any: fc.Arbitrary<Trial> = number === 1 ? trained : fc.oneof(trained, failed, reused, promoted);
  return fc
    .tuple(any, fc.option(anyEnvironment))
    .map(([trial, environment]) => (environment === null ? trial : { ...trial, environment }));
}

const moments = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

function anyCheckpoint(done: number): fc.Arbitrary<SearchCheckpoint> {
  const proposed = fc.record({
    trial: fc.integer({ min: Math.max(1, done), max: done + 1 }),
    architecture: anyArchitecture(),
    decisions,
  });
  return fc.record({
    learned: fc.nat(done),
    strategy: fc.record({
      strategy: fc.constant('random'),
      random: fc.array(fc.integer()),
      seen: fc.array(fc.string()),
    }),
    proposed: fc.option(proposed),
  });
}

export const anyRun: fc.Arbitrary<Run> = fc.integer({ min: 0, max: 4 }).chain((done) =>
  fc.record({
    name: fc.string(),
    created: moments,
    updated: moments,
    settings: fc
      .record({ seed: fc.nat(), strategy: fc.constantFrom('reinforce' as const, 'random' as const) })
      .map((change) => ({ ...PRESET_SETTINGS.mini.settings, ...change })),
    phase: fc.constant('stopped' as const),
    trainedOn: fc.option(anyEnvironment),
    trials: fc.tuple(...Array.from({ length: done }, (_, index) => anyTrial(index + 1))),
    finalists: fc.constant([]),
    updates:
      done === 0
        ? fc.constant([])
        : fc.array(
            fc.record({
              afterTrial: fc.integer({ min: 1, max: done }),
              baseline: fc.option(float),
              entropy: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
            }),
            { maxLength: 3 },
          ),
    checkpoint: fc.option(anyCheckpoint(done)),
    child: fc.constant(null),
    shared: fc.constant({}),
    paused: fc.constant({}),
    weights: fc.constant({}),
  }),
);
