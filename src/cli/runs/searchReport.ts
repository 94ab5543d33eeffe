import { encodeArchitecture } from '../../codecs/share.ts';
import { isSynthetic } from '../../data/infos.ts';
import type { RunEvent } from '../../protocol/protocol.ts';
import { environmentName, isSameEnvironment } from '../../run/environments.ts';
import type { Finalist } from '../../search/finalists.ts';
import type { JudgedOn, Trial, TrialEnvironment } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { createLiveLines } from '../text/liveLines.ts';

/** What a search says on a terminal: its trials on standard output, how far it is on standard error. */
export interface SearchReport {
  event(event: RunEvent): void;
  /** What a worker process is at, by its number; null: nothing. Each has a line below the bar. */
  worker(number: number, doing: string | null): void;
  /** Takes the bar away. */
  end(): void;
}

export interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

const BAR = 24;

export function createSearchReport(
  given: Settings,
  done: number,
  json: boolean,
  { out, err }: Streams,
  /** What trained the trials that there are. */
  trainedOn: TrialEnvironment | null = null,
): SearchReport {
  let settings = given;
  let place = trainedOn;
  let trials = done;
  let seconds = 0;
  let trained = 0;
  const { draw, clear } = createLiveLines(err);
  const workers = new Map<number, string>();
  /** Of each child in training, by its trial, how much of it is done, 0 to 1: several are where there are workers. */
  const shares = new Map<number, number>();
  let latest = '';
  const bar = (what = latest): void => {
    if (!err.isTTY) return;
    latest = what;
    const share = [...shares.values()].reduce((sum, one) => sum + one, 0);
    const filled = Math.min(BAR, Math.round((BAR * (trials + share)) / settings.trials));
    const open = settings.trials - trials - share;
    // Of finalists nobody knows.
    const left =
      trained === 0 || open <= 0
        ? ''
        : `, ${timeOf((open * seconds) / trained / Math.max(1, workers.size))} left`;
    const doing = workers.size > 1 ? `${workers.size} workers` : workers.size > 0 ? 'one worker' : what;
    const line = `[${'█'.repeat(filled)}${'·'.repeat(BAR - filled)}] ${trials} of ${settings.trials} trials, ${doing}${left}`;
    const each = [...workers].sort(([one], [other]) => one - other);
    draw([line, ...each.map(([number, words]) => `  worker ${number}: ${words}`)]);
  };

  /** A search goes on elsewhere than it began: each trial records where it was trained, and the person is told. */
  const move = (to: TrialEnvironment): void => {
    if (place !== null && trials > 0 && trials < settings.trials && !isSameEnvironment(place, to)) {
      clear();
      err.write(
        `Trials up to ${trials} were trained on ${environmentName(place)}, later ones are trained on ${environmentName(to)}: devices round differently.\n`,
      );
    }
    place = to;
  };

  return {
    event(event) {
      if (event.type === 'environment') return move(event.environment);
      if (event.type === 'fitted') {
        settings = event.settings;
        return;
      }
      if (event.type === 'data') return bar(event.data.detail);
      if (event.type === 'shown-images' && !event.images.ok) {
        clear();
        err.write(`No images to show with the children: ${event.images.error}\n`);
        return;
      }
      if (event.type === 'progress' && event.progress.type === 'batch') {
        const { step, steps, epoch, loss, imagesPerSecond } = event.progress;
        const of = settings.halving ? '' : ` of ${settings.epochs}`; // a budget may end sooner
        const speed = imagesPerSecond > 0 ? `, ${imagesPerSecond.toFixed(0)} images/s` : '';
        shares.set(event.trial, step / steps);
        return bar(`child ${event.trial}: epoch ${epoch}${of}, loss ${loss.toFixed(3)}${speed}`);
      }
      if (event.type === 'finalist-progress' && event.progress.type === 'batch') {
        const { step, steps } = event.progress;
        return bar(`trial ${event.trial} again, training ${event.training}: step ${step} of ${steps}`);
      }
      if (event.type === 'finalist-ended') {
        clear();
        const { finalist } = event;
        out.write(`${json ? JSON.stringify(finalistFields(finalist)) : finalistLine(finalist)}\n`);
        return;
      }
      if (event.type !== 'trial-ended') return;
      const { trial } = event;
      trials = trial.number;
      for (const number of shares.keys()) if (number <= trials) shares.delete(number);
      if (trial.status === 'trained') {
        seconds += trial.seconds;
        trained++;
      }
      clear();
      out.write(`${json ? JSON.stringify(trialFields(trial, settings)) : trialLine(trial, settings)}\n`);
    },
    worker(number, doing) {
      if (doing === null) workers.delete(number);
      else workers.set(number, doing);
      if (doing !== null) bar();
    },
    end: clear,
  };
}

function trialFields(trial: Trial, { dataset }: Settings) {
  const { number, architecture, accuracy, reward, trainable, multiplyAdds, seconds } = trial;
  const { inherited, budget, promotedFrom } = trial;
  const code = encodeArchitecture(architecture);
  // What is undefined is no part of the JSON.
  const options = { inherited, budget, promotedFrom };
  return { trial: number, code, accuracy, reward, trainable, multiplyAdds, seconds, dataset, ...options };
}

function trialLine(trial: Trial, { dataset, epochs }: Settings): string {
  const { number, status, accuracy, reason, reusedFrom, trainable, multiplyAdds, seconds } = trial;
  const { inherited, budget, promotedFrom } = trial;
  const result = accuracy === null ? `failed: ${reason}` : `${(100 * accuracy).toFixed(1)} %`;
  const how = status === 'reused' ? `same graph as trial ${reusedFrom}` : `${seconds.toFixed(1)} s`;
  const cost = `${trainable.toLocaleString('en-US')} parameters, ${multiplyAdds.toLocaleString('en-US')} multiply-adds`;
  const shared =
    inherited === undefined ? '' : `, inherits ${Math.round((100 * inherited) / trainable)} % of its weights`;
  const part = budget === undefined ? '' : `, ${budget} of ${epochs} epochs`;
  const from = promotedFrom === undefined ? '' : `, trial ${promotedFrom} trained on`;
  const set = isSynthetic(dataset) ? ', synthetic images' : '';
  return `Trial ${number}: ${result}, ${cost}${shared}${part}${from}, ${how}${set}, ${encodeArchitecture(trial.architecture)}`;
}

function finalistFields(finalist: Finalist) {
  const { trial, training, accuracy, judgedOn, images, seconds } = finalist;
  return { finalist: trial, training, accuracy, judgedOn, images, seconds };
}

function finalistLine({ trial, training, accuracy, reason, judgedOn, images, seconds }: Finalist): string {
  const figure = accuracy === null ? `failed: ${reason}` : `${(100 * accuracy).toFixed(1)} %`;
  return `Trial ${trial} trained again (${training}): ${figure} on ${images.toLocaleString('en-US')} ${judges[judgedOn]}, ${seconds.toFixed(1)} s`;
}

const judges: Readonly<Record<JudgedOn, string>> = {
  validation: 'validation images',
  outside: 'images that gave no reward',
  test: 'test images',
};

function timeOf(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
