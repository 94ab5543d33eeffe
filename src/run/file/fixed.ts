import { list, nullable, number, object, oneOf, text, WrongField, whole } from '../../base/fields.ts';
import { toArchitectureJson } from '../../codecs/architectureJson.ts';
import {
  COMPARED,
  type ComparedNetwork,
  type FixedComparison,
  type FixedTraining,
  MOST_FIXED_SEEDS,
  nextFixed,
} from '../../search/fixed.ts';
import { JUDGED_ON, type Trial } from '../../search/trial.ts';
import { SETTINGS } from '../../settings/settings.ts';
import { inOrder } from './checks.ts';
import { architecture, bits, type Filed, share } from './parts.ts';

/** A run's comparison with fixed networks, as its file has it. */

export type FiledFixed = Omit<FixedComparison, 'trainings'> & {
  readonly trainings: readonly Filed<FixedTraining>[];
};

const network = object<ComparedNetwork>({
  id: oneOf(COMPARED),
  architecture,
  filters: whole({ min: SETTINGS.filters.min, max: SETTINGS.filters.max }),
  trainable: whole(),
  multiplyAdds: whole(),
});

const training = object<Filed<FixedTraining>>(
  {
    network: oneOf(COMPARED),
    training: whole({ min: 1, max: MOST_FIXED_SEEDS }),
    status: oneOf(['trained', 'failed']),
    accuracy: nullable(share()),
    judgedOn: oneOf(JUDGED_ON),
    images: whole(),
    right: bits,
    reason: text(),
    seconds: number({ min: 0 }),
    environment: whole(),
  },
  ['right', 'reason', 'environment'],
);

export const filedFixed = object<FiledFixed>({
  winner: whole({ min: 1 }),
  seeds: whole({ min: 1, max: MOST_FIXED_SEEDS }),
  networks: list(network),
  trainings: list(training),
});

/** Its keys are in one order, as a trial's. */
export const fixedJson = ({ networks, trainings, winner, seeds }: FixedComparison) => ({
  winner,
  seeds,
  networks: networks.map(({ id, architecture: cells, filters, trainable, multiplyAdds }) => ({
    ...{ id, architecture: toArchitectureJson(cells), filters, trainable, multiplyAdds },
  })),
  trainings: trainings.map((one) =>
    inOrder(one, [
      'network',
      'training',
      'status',
      'accuracy',
      'judgedOn',
      'images',
      'right',
      'reason',
      'seconds',
    ]),
  ),
});

/** What must hold that no field says alone. Throws a WrongField. */
export function checkFixed(
  fixed: Pick<FixedComparison, 'winner' | 'seeds' | 'networks'> & {
    readonly trainings: readonly Pick<FixedTraining, 'network' | 'training' | 'status' | 'accuracy'>[];
  },
  trials: readonly Pick<Trial, 'number'>[],
): void {
  const { winner, networks, trainings } = fixed;
  if (winner > trials.length)
    throw new WrongField('fixed.winner', winner, `at most ${trials.length}, the trials there are`);
  const ids = networks.map(({ id }) => id);
  if (ids.join() !== COMPARED.join())
    throw new WrongField('fixed.networks', ids, `a list of ${COMPARED.join(', ')}`);
  for (const [index, { network: id, training: at, status, accuracy }] of trainings.entries()) {
    const path = `fixed.trainings[${index}]`;
    const next = nextFixed(fixed, index);
    if (next === null)
      throw new WrongField(path, id, `left out: ${fixed.seeds} seeds of each network were asked for`);
    if (id !== next.network.id || at !== next.training)
      throw new WrongField(path, [id, at], `${next.network.id}, training ${next.training}, whose turn it is`);
    if ((accuracy === null) !== (status === 'failed'))
      throw new WrongField(
        `${path}.accuracy`,
        accuracy,
        status === 'failed' ? 'null: it failed' : 'a number: it did not fail',
      );
  }
}
