import type { ReactNode } from 'react';
import type { GpuLack } from '../../../store/shown/view.ts';
import { whole } from '../../format.ts';
import { counts } from '../counts.ts';
import { type Mark, phrase, unmarked } from '../phrase.ts';

function taken(time: string | null, children: number | null, on: string): string {
  if (time !== null) return `About ${time} on this ${on}`;
  return children === null ? `This ${on}` : `${counts.children(children)} on this ${on}`;
}

/** A page that was just opened, on which a looked-up search plays. */
export const firstVisitTexts = {
  section: 'What is searched',
  title: (graphs: number): string => `Which of ${whole(graphs)} small networks sees best?`,
  /** What proposes, and where rewards come from. */
  says: (learner: string, images: number, source: ReactNode, graphs: number, mark: Mark = unmarked) =>
    phrase`${learner} proposes one after another; its accuracy on ${whole(images)} ${mark('held-out-accuracy', 'held-out')} images is the ${mark('reward', 'reward')}. What plays here is ${source}: all ${whole(graphs)} children were trained beforehand.`,
  saysShortly: (learner: string, source: ReactNode) =>
    phrase`${learner} proposes one after another. What plays here is ${source}: all children were trained beforehand.`,
  lookedUp: 'looked up',
  proposers: {
    controller: 'A controller',
    search: 'A search',
  },
  /**
   * Beside it: what Start does, and how long it takes, or where that was never measured how many children it trains; null, too,
   * while what is set is no number.
   */
  onGpu: (time: string | null, children: number | null): string => taken(time, children, 'GPU'),
  onProcessor: (time: string | null, children: number | null): string => taken(time, children, 'processor'),
  /** What that is. */
  start: (time: string | null, children: number | null): string => {
    if (time !== null) return 'is what Start takes: it trains children here.';
    return children === null ? 'is where Start trains children.' : 'are what Start trains here.';
  },
  /** In the place of both where there is no WebGPU. */
  lack: {
    /** What is missing, as the notice of a later visit has it. */
    missing: {
      'no-webgpu': 'No WebGPU here:',
      'no-adapter': 'No graphics adapter here:',
      insecure: 'No WebGPU here without https:',
    } satisfies Record<GpuLack['lack'], string>,
    trains: (strong: ReactNode, time: string | null, children: number | null) =>
      phrase`${strong} Start trains ${time === null ? `${children === null ? 'children' : counts.children(children)} on this processor` : `on this processor, about ${time}`}.`,
    /** Nor an engine for the processor. */
    nothing: 'Neither WebGPU nor WebAssembly SIMD here:',
    looksUp: (strong: ReactNode) => phrase`${strong} searches are looked up and replayed.`,
    /** Nothing here was timed, and no pace is known of it. */
    anyway: 'Train with tfjs anyway (minutes a child)',
  },
} as const;

/** How a looked-up search is held, and how fast it goes. */
export const paceTexts = {
  group: 'Pace of the look-ups',
  pause: 'Pause the look-ups',
  resume: 'Go on looking up',
  speed: (times: number): string => `${times}×`,
  speedName: (times: number, children: number): string =>
    times === 1
      ? `1×, the usual speed, ${children} children a second`
      : `${times}× as fast, ${children} children a second`,
  lookedUp: 'looked up',
  pace: (figure: ReactNode) => phrase`${figure} children/s`,
} as const;
