import type { Environment } from '../../../protocol/protocol.ts';
import type { GpuLack } from '../../../store/shown/view.ts';
import { whole } from '../../format.ts';
import { counts } from '../counts.ts';
import { sentence } from '../sentence.ts';
import type { ProblemText } from './problems.ts';

export const noticesTexts = {
  archiveTaken: 'Archive taken.',
  runTaken: 'Run taken in.',
  cellsOpened: 'Cells opened.',
  /** Cells that wait for what is to be done with them. */
  cellsRead: 'Cells read.',
  notPutIn: 'Not put in: the contest does not take these cells.',
  putIn: 'Put it in',
  showCells: 'Show them',
  refused: 'Not this file.',
  notThis: 'Not this.',
  /** What stands for a file’s name where text came without one. */
  text: 'The text',
  textRefused: 'Not this text.',
  readerUnloaded: 'The script that reads it could not be fetched. Look at the connection and try again.',
  openRun: 'Open the run',
  ownImages: (title: string): string => `Use the page’s ${title}`,
  otherArchive: 'Choose another',
  otherArchiveField: (title: string): string => `Choose another archive of ${title}`,
  interrupted: {
    what: 'A search was interrupted.',
    notNow: 'Not now',
    refused: 'It was not resumed.',
    rest: (name: string, begun: string, done: number, trials: number): string =>
      `“${name}”, begun ${begun}, has ${counts.trials(done)} of ${whole(trials)}. It can go on where it was cut off, with the same results; otherwise it stays in the list of runs.`,
  },
  /** A run that was to be fitted, and could not be. */
  unfitted: {
    what: 'The probe failed here.',
    rest: (children: number, why: string): string =>
      `So this search is a Demo of ${counts.children(children)}, fitted to nothing. ${sentence(why)}`,
  },
  recovered: {
    what: 'The device that trains, or its worker, was lost and has been replaced.',
    /** `epoch`: the one that the child went on after, 0 where it began anew. */
    rest: (child: number, epoch: number, reason: string): string =>
      epoch === 0
        ? `Child ${child} went on by itself from its start, with the same results. ${sentence(reason)}`
        : `Child ${child} went on by itself after epoch ${epoch}, with the same results. ${sentence(reason)}`,
  },
  moved: {
    what: 'This run goes on elsewhere than it began.',
    rest: (from: string, to: string): string =>
      `Its earlier children trained on ${from}, the next ones train on ${to}. Devices round differently, so that later trials may differ from an uninterrupted run’s.`,
  },
  lacksShared: {
    what: 'This run came without its shared weights.',
    rest: 'A run’s file does not hold them. Its next children inherit only from each other, so that they differ from those of the run that the file was made of.',
  },
  newVersion: {
    what: 'A new version is there.',
    use: 'Use it',
    rest: 'It loads this page anew; runs and settings stay.',
    here: 'It comes once your search has ended and you ask for it; until then this page stays as it is.',
    elsewhere:
      'Another tab of this page runs a search: the new version waits until that has ended. Then ask again.',
    taking: 'It is on its way.',
  },
  /** What trains where it isn't what one would expect. */
  trainsOn: {
    wasm: 'Children train on this processor.',
    webgl: 'Children train on WebGL, which is slower.',
    cpu: 'Children train on the CPU, which is very slow.',
  } satisfies Record<Exclude<Environment['backend'], 'webgpu'>, string>,
} as const;

/** Sentences from several sources, each said once, without those that `said` says already. */
export function saidOnce(said: string, ...texts: readonly (string | null)[]): string {
  const before = new Set(sentencesOf(said));
  const kept = texts
    .flatMap((text) => sentencesOf(text ?? ''))
    .filter((one) => {
      const isNew = !before.has(one);
      before.add(one);
      return isNew;
    });
  return kept.join(' ');
}

const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?]) (?=\p{Lu})/u).filter((one) => one !== '');

const INSECURE =
  'Browsers offer WebGPU only on https and on localhost, and this page came over plain http from another machine.';
const LACKS: Readonly<Record<Exclude<GpuLack['lack'], 'insecure'>, string>> = {
  'no-webgpu': 'This browser has no WebGPU.',
  'no-adapter': 'This browser has WebGPU, but it found no graphics adapter that it may use.',
};
const LINUX =
  'On Linux, Chrome may need chrome://flags/#enable-unsafe-webgpu and #enable-vulkan switched on.';
const FALLBACK = 'Children train on this processor instead, to the same figures on every machine.';

/** What to do for a GPU to train on. */
export function gpuRemedy({ lack, linux }: GpuLack): string {
  if (lack === 'insecure') return 'Open the page on the machine that serves it, or serve it over https.';
  const first = lack === 'no-webgpu' ? 'Use a recent Chrome or Edge.' : 'Look at chrome://gpu for the cause.';
  return linux ? `${first} ${LINUX}` : first;
}

/** Before a run: what the browser lacks, and what that means. */
export function gpuLackText(gpu: GpuLack): ProblemText {
  if (gpu.lack === 'insecure') {
    return { what: 'No WebGPU at this address.', rest: `${INSECURE} ${FALLBACK} ${gpuRemedy(gpu)}` };
  }
  return { what: LACKS[gpu.lack], rest: `${FALLBACK} ${gpuRemedy(gpu)}` };
}
