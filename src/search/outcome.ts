import type { Evaluation, Trial } from './trial.ts';

/** How a trial ended, of all that is known of it. */
type Outcome = Pick<
  Trial,
  | 'status'
  | 'accuracy'
  | 'reward'
  | 'reason'
  | 'reusedFrom'
  | 'inherited'
  | 'seconds'
  | 'epochs'
  | 'right'
  | 'shown'
  | 'rungs'
  | 'test'
  | 'environment'
>;

/** Of a graph that was trained before. */
export function reuse({ number, accuracy, reward, inherited, epochs, right, shown, rungs }: Trial): Outcome {
  const told = known({ inherited, right, shown, rungs });
  return { status: 'reused', reusedFrom: number, accuracy, reward, ...told, epochs, seconds: 0 };
}

type Told = Pick<Trial, 'inherited' | 'right' | 'shown' | 'rungs' | 'test' | 'environment'>;

/** Without what is not known, so that equal trials have equal keys. */
const known = ({
  inherited,
  right,
  shown,
  rungs,
  test,
  environment,
}: { [Key in keyof Told]?: Told[Key] | undefined }): Told => ({
  ...(inherited === undefined ? {} : { inherited }),
  ...(right === undefined ? {} : { right }),
  ...(shown === undefined ? {} : { shown }),
  ...(rungs === undefined ? {} : { rungs }),
  ...(test === undefined ? {} : { test }),
  ...(environment === undefined ? {} : { environment }),
});

/** `reward` is asked only where it has an accuracy. */
export function judge(
  { accuracy, reason, inherited, seconds, epochs, right, shown, rungs, test, environment }: Evaluation,
  reward: (accuracy: number) => number,
): Outcome {
  const how = known({ inherited, environment });
  if (accuracy !== null && Number.isFinite(accuracy)) {
    const told = known({ right, shown, rungs, test });
    return { status: 'trained', accuracy, reward: reward(accuracy), ...how, seconds, epochs, ...told };
  }
  return {
    status: 'failed',
    accuracy: null,
    reward: 0,
    reason: reason ?? 'It gave no accuracy.',
    ...how,
    seconds,
    epochs,
  };
}

/** How a further training of a child ended, on whatever it was judged. */
export function judgeAgain({ accuracy, reason, judged, right }: Evaluation) {
  const told = { judgedOn: judged?.on ?? ('validation' as const), images: judged?.images ?? 0 };
  if (accuracy === null || !Number.isFinite(accuracy)) {
    const why = reason ?? 'It gave no accuracy.';
    return { status: 'failed' as const, accuracy: null, ...told, reason: why };
  }
  return { status: 'trained' as const, accuracy, ...told, ...(right === undefined ? {} : { right }) };
}
