import fc from 'fast-check';
import type { ProposedChild, SearchCheckpoint } from '../../search/checkpoint.ts';
import { COMPARED, type FixedComparison } from '../../search/fixed.ts';
import { highestMade, LONGEST_NAME, type MadeChild } from '../../search/made.ts';
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

function anyMade(done: number): fc.Arbitrary<readonly MadeChild[]> {
  const common = { seconds: fc.double({ min: 0, max: 1e9, noNaN: true }), epochs };
  const right = fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  const trained = fc.record(
    {
      ...common,
      status: fc.constant('trained' as const),
      accuracy: share,
      right,
      shown: fc.array(fc.nat(9), { maxLength: 6 }),
      rungs: fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), share), { maxLength: 3 }),
      environment: anyEnvironment,
    },
    { requiredKeys: ['seconds', 'epochs', 'status', 'accuracy'] },
  );
  const failed = fc.record({
    ...common,
    status: fc.constant('failed' as const),
    accuracy: fc.constant(null),
    reason: fc.string(),
  });
  const one = fc.record({
    by: fc.string({ minLength: 1, maxLength: LONGEST_NAME }),
    architecture: anyArchitecture(),
    seeds: fc.constant(3),
    after: fc.nat(done),
    trainable: count,
    multiplyAdds: count,
    trainings: fc.array(fc.oneof(trained, failed), { maxLength: 3 }),
  });
  return fc
    .array(fc.tuple(fc.integer({ min: 1, max: 3 }), one), { maxLength: 3 })
    .map((all) => all.map(([step, made], index) => ({ number: 3 * index + step, ...made })));
}

function anyFixed(done: number): fc.Arbitrary<FixedComparison> {
  const right = fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  const common = {
    judgedOn: fc.constantFrom('outside' as const, 'validation' as const),
    images: fc.nat({ max: 5000 }),
    seconds: fc.double({ min: 0, max: 1e9, noNaN: true }),
  };
  const trained = fc.record(
    {
      ...common,
      status: fc.constant('trained' as const),
      accuracy: share,
      right,
      environment: anyEnvironment,
    },
    { requiredKeys: ['judgedOn', 'images', 'seconds', 'status', 'accuracy'] },
  );
  const failed = fc.record({
    ...common,
    status: fc.constant('failed' as const),
    accuracy: fc.constant(null),
    reason: fc.string(),
  });
  const network = fc.record({
    architecture: anyArchitecture(),
    filters: fc.integer({ min: 2, max: 256 }),
    trainable: count,
    multiplyAdds: count,
  });
  return fc
    .record({
      winner: fc.integer({ min: 1, max: done }),
      seeds: fc.constant(3),
      networks: fc.tuple(network, network, network),
      trainings: fc.array(fc.oneof(trained, failed), { maxLength: 9 }),
    })
    .map(({ networks, trainings, ...rest }) => ({
      ...rest,
      networks: networks.map((one, index) => ({ id: COMPARED[index]!, ...one })),
      trainings: trainings.map((one, index) => ({
        ...{ network: COMPARED[index % 3]!, training: Math.floor(index / 3) + 1 },
        ...one,
      })),
    }));
}

const moments = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

function anyCheckpoint(done: number): fc.Arbitrary<SearchCheckpoint> {
  const common = {
    learned: fc.nat(done),
    strategy: fc.record({
      strategy: fc.constant('random'),
      random: fc.array(fc.integer()),
      seen: fc.array(fc.string()),
    }),
  };
  return fc.oneof(
    fc.record({ ...common, proposed: fc.constant(null) }),
    fc.record({
      ...common,
      proposed: fc.integer({ min: Math.max(1, done), max: done + 1 }).chain(anyProposed),
    }),
    fc
      .tuple(fc.record(common), anyWave(done))
      .map(([known, [proposed, wave, waiting]]) => ({ ...known, proposed, wave, waiting })),
  );
}

const anyProposed = (trial: number): fc.Arbitrary<ProposedChild> =>
  fc.record({ trial: fc.constant(trial), architecture: anyArchitecture(), decisions });

/** Three children, of which the first begins the wave and some have ended before their turn. */
function anyWave(done: number): fc.Arbitrary<[ProposedChild, ProposedChild[], Trial[]]> {
  const first = done + 1;
  const trial = (number: number) =>
    anyTrial(number).filter(({ status, promotedFrom = 0 }) => status !== 'reused' && promotedFrom <= done);
  return fc
    .tuple(
      anyProposed(first),
      anyProposed(first + 1),
      anyProposed(first + 2),
      fc.option(trial(first + 1)),
      fc.option(trial(first + 2)),
    )
    .map(([proposed, second, third, one, other]) => [
      proposed,
      [second, third],
      [
        ...(one === null ? [] : [{ ...one, architecture: second.architecture }]),
        ...(other === null ? [] : [{ ...other, architecture: third.architecture }]),
      ],
    ]);
}

export const anyRun: fc.Arbitrary<Run> = fc
  .integer({ min: 0, max: 4 })
  .chain((done) =>
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
      made: anyMade(done),
      lastMade: fc.nat({ max: 3 }),
      fixed: done === 0 ? fc.constant(null) : fc.option(anyFixed(done)),
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
  )
  // Those that were cancelled had higher numbers.
  .map((run) => ({ ...run, lastMade: highestMade(run.made) + run.lastMade }));
