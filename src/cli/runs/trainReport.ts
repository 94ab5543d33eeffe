import type { Environment } from '../../protocol/protocol.ts';
import type { Run } from '../../run/run.ts';
import type { SearchEvent } from '../../search/loop.ts';
import type { EpochPoint, Tested } from '../../search/trial.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { whiskerOf } from '../../studies/uncertainty/whisker.ts';
import { placeWords } from './trainChild.ts';

/** What `npm run train` prints: a line an epoch, the last one with what is known only at the end. */
export interface TrainReport {
  started(environment: Environment): void;
  heard(event: SearchEvent, run: Run): void;
  /** Answers whether the child is trained; else it says why not. */
  ended(run: Run): boolean;
}

type Fields = Readonly<Record<string, string | number>>;

export function createTrainReport({ settings, checkpoint }: Run, json: boolean): TrainReport {
  const print = json ? printJson : printLine;
  /** The last epoch waits for what comes with it. */
  let held: EpochPoint | null = null;
  let imagesPerSecond = 0;
  let environment: Environment | null = null;
  const flush = (): void => {
    if (held !== null) print(epochFields(held));
    held = null;
  };
  return {
    started(where) {
      environment = where;
      const pair = checkpoint?.proposed?.architecture;
      if (!json && pair) console.log(placeWords(childCounts(pair, settings).trainable, where));
    },
    heard(event, run) {
      if (event.type !== 'progress') return;
      const { progress } = event;
      if (progress.type === 'batch') imagesPerSecond = progress.imagesPerSecond;
      if (progress.type !== 'epoch') return;
      flush();
      held = progress;
      if (progress.epoch < run.settings.epochs) flush();
    },
    ended({ trials }) {
      const trial = trials[0];
      if (held !== null && trial !== undefined && environment !== null)
        print({
          ...epochFields(held),
          imagesPerSecond,
          seconds: trial.seconds,
          ...testFields(trial.test),
          engine: environment.engine,
          adapter: environment.adapter,
          dataset: settings.dataset,
        });
      held = null;
      if (trial?.test !== undefined && !json) console.log(testSentence(trial.test));
      if (trial?.reason === undefined) return true;
      console.error(trial.reason);
      return false;
    },
  };
}

const epochFields = ({ epoch, loss, trainAccuracy, validationAccuracy }: EpochPoint): Fields => ({
  epoch,
  loss,
  trainAccuracy,
  ...(validationAccuracy !== undefined && { validationAccuracy }),
});

/** The whisker counts the chance of the images alone: how far another training would lie is not known from one. */
const testFields = (test: Tested | undefined): Fields =>
  test === undefined
    ? {}
    : { testAccuracy: test.accuracy, testImages: test.images, testWhisker: whisker(test) };

const whisker = ({ accuracy, images }: Tested): number => whiskerOf(accuracy, images, null).whole;

function testSentence(test: Tested): string {
  const points = (share: number): string => (100 * share).toFixed(2);
  return (
    `Test accuracy ${points(test.accuracy)} % ± ${points(whisker(test))}: measured once, after the last epoch, ` +
    `on ${test.images.toLocaleString('en-US')} test images. The interval of 95 % counts the chance of those images; another ` +
    'training of the same child would differ by its own luck too.'
  );
}

const printJson = (fields: Fields): void => console.log(JSON.stringify(fields));

const printLine = (fields: Fields): void =>
  console.log(
    Object.entries(fields)
      .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
      .join('  '),
  );
