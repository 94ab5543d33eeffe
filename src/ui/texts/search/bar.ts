import type { ReactNode } from 'react';
import type { Phase, Place } from '../../../protocol/protocol.ts';
import type { Standing } from '../../../store/replay/followed.ts';
import { whole } from '../../format.ts';
import { phrase } from '../phrase.ts';

export const barTexts = {
  name: 'NAS Playground',
  /** Of the tab while a run is in progress; a status where it isn't simply training. */
  title: (done: number, total: number, status: string): string =>
    `${whole(done)} of ${whole(total)}${status === '' ? '' : `, ${status.toLowerCase()}`} – NAS Playground`,
  settingsSay: 'Opens the settings.',
  main: {
    start: { name: 'Start search', text: 'Start', says: 'Starts a search with these settings.' },
    pause: { name: 'Pause', text: 'Pause', says: 'Holds the search after this batch.' },
    resume: { name: 'Resume', text: 'Resume', says: 'Lets the search go on where it was held.' },
  },
  /** Of Start, after a run with these very settings. */
  nextSeed: (seed: number): string => `Starts a search with these settings and the next seed, ${seed}.`,
  pausing: 'Pausing',
  invalid: 'Some settings are out of range: see the sentences beside them.',
  step: {
    text: 'Step',
    says: 'Runs until one more trial has ended, then pauses.',
    stepping: 'The search pauses when this trial has ended.',
  },
  stop: {
    text: 'Stop',
    says: 'Ends the search after this batch; finished trials stay.',
    idle: 'No search is running.',
  },
  /** Of a search that the page only follows. */
  elsewhere: {
    step: (standing: Standing): string =>
      AT_REST[standing] ??
      'This search is at work elsewhere: it goes on there, and cannot be stepped from here.',
    stop: (standing: Standing): string =>
      AT_REST[standing] ?? 'This search is at work elsewhere: it is stopped where it was started.',
  },
  finishedTrials: 'Finished trials',
  trialOf: (trial: ReactNode, total: number | null) =>
    total === null ? phrase`Trial ${trial}` : phrase`Trial ${trial} of ${whole(total)}`,
  trialsOf: (trials: ReactNode, total: number | null) =>
    total === null ? phrase`Trials ${trials}` : phrase`Trials ${trials} of ${whole(total)}`,
  /** The best children, trained again at the end; the winner once more. */
  finalistOf: (finalist: ReactNode, total: number) => phrase`Finalist ${finalist} of ${total}`,
  finalTraining: (trial: ReactNode) => phrase`Final of trial ${trial}`,
  done: (trials: ReactNode, trialCount: number, finalists: ReactNode, finalistCount: number) =>
    phrase`${trials} ${trialCount === 1 ? 'trial' : 'trials'}, ${finalists} ${finalistCount === 1 ? 'finalist' : 'finalists'}`,
  left: (time: ReactNode) => phrase`${time} left`,
  /** One word on what the search is doing, where there is no time left to tell. */
  status: {
    preparing: 'Preparing',
    running: '',
    paused: 'Paused',
    finished: 'Finished',
    stopped: 'Stopped',
    failed: 'Failed',
  } satisfies Record<Phase, string>,
  /** Before a run that is fitted to where it trains. */
  probing: 'Probing',
  /** Of a run that was over before, played once more. */
  replay: 'Replay',
  /** Of a search elsewhere whose file the page shows as it grows. */
  followed: (file: string, standing: Standing): string =>
    `Following ${shortName(file)}${STANDINGS[standing]}`,
  /** A file's name in it stays as it is written. */
  spokenStatus: (status: string): string => `Search: ${status.slice(0, 1).toLowerCase()}${status.slice(1)}`,
  speed: (figure: ReactNode) => phrase`${figure} images/s`,
  /** "93 MiB" */
  memory: (bytes: number): string => `${whole(Math.ceil(bytes / 2 ** 20))} MiB`,
  dispatches: (count: number): string => `, ${whole(count)} dispatches`,
  adapter: (name: string, memory: string, dispatches: string): string =>
    memory + dispatches === '' ? name : `${name}: ${memory}${dispatches}`,
  /** Behind the adapter's name. */
  adapterFacts: {
    adapter: 'Adapter',
    engine: 'Engine',
    engines: {
      compiled: 'WebGPU, compiled',
      wasm: 'WebAssembly, the same bits on every machine',
      reference: 'TensorFlow.js',
    } as Readonly<Record<string, string>>,
    /** Of a run that was opened. */
    trainedOn: 'This run was trained on',
    memory: 'Memory of the child',
    dispatches: 'Dispatches a training step',
    count: (dispatches: number): string => whole(dispatches),
  },
  place: {
    legend: 'Where children train',
    names: { automatic: 'Automatic', gpu: 'Graphics card', processor: 'Processor' } satisfies Record<
      Place,
      string
    >,
    processor: (threads: number): string =>
      `this processor, ${whole(threads)} ${threads === 1 ? 'thread' : 'threads'}`,
    gpu: (adapter: string, software: boolean): string =>
      software ? `${adapter}: a program on this processor, slower than the processor itself` : adapter,
    none: (remedy: string | null): string =>
      remedy === null ? 'this browser offers none' : `this browser offers none. ${remedy}`,
    ahead: 'A choice holds from the next start on.',
  },
  compare: {
    name: 'Compare strategies',
    says: 'Compares search strategies on a table whose children are trained already: the first figures come within seconds.',
  },
  theme: { name: 'Light or dark', says: 'Turns the page dark or light.' },
  contest: {
    name: 'Set a contest',
    says: 'Makes a link that sets every editor to the same recipe and limit.',
  },
  share: {
    name: 'Share',
    says: 'Gives the pair of cells that is drawn: as a link, a picture, a page to print, text or a QR code.',
  },
} as const;

const STANDINGS = {
  unknown: '',
  waiting: ': no file yet',
  growing: '',
  resting: ': not at work',
  finished: ': finished',
} satisfies Record<Standing, string>;

/** Of a search elsewhere that nobody is at work on. */
const AT_REST: Partial<Record<Standing, string>> = {
  resting: 'Nobody is at work on this search: it goes on where it was started.',
  finished: 'This search has finished, elsewhere. Start begins one of your own.',
};

/** Of long names the beginning and the end. */
const shortName = (name: string): string =>
  name.length <= 24 ? name : `${name.slice(0, 12)}…${name.slice(-11)}`;
