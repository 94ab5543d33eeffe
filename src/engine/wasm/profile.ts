import type { Call, CallName } from './calls.ts';
import type { EncodedPlan } from './compile.ts';
import type { Slices } from './emitter.ts';
import type { Machine } from './threads/crew.ts';

/** What a kernel takes of a training step, of one thread. */
export interface CallTime {
  /** Its name, and the size of its window where it has one. */
  readonly kernel: string;
  /** Calls of the plan; most are made for every image. */
  readonly calls: number;
  readonly ms: number;
  /** Of a step; 0 where it does none that count. */
  readonly multiplyAdds: number;
}

/** Runs a plan call by call on this thread, as it would run by itself, and answers the time of each kernel. */
export function profilePlan(
  { runImage, runOnce, runRange }: Machine['kernels'],
  { words, stages }: EncodedPlan,
  { count: slices, images: size }: Slices,
  own: number,
  images: number,
): readonly CallTime[] {
  const times = new Map<string, { calls: number; ms: number; multiplyAdds: number }>();
  const timed = (call: Call, first: boolean, work: () => void): void => {
    const start = performance.now();
    work();
    const ms = performance.now() - start;
    const kernel = kernelOf(call);
    const time = times.get(kernel) ?? { calls: 0, ms: 0, multiplyAdds: 0 };
    time.ms += ms;
    if (first) {
      time.calls++;
      time.multiplyAdds += multiplyAddsOf(call) * (call.mode === 'image' ? images : 1);
    }
    times.set(kernel, time);
  };
  const each = words[3]!;
  for (const [i, { kind, once, calls }] of stages.entries()) {
    const [, onceAt, , callsAt] = words.subarray(4 + 5 * i) as unknown as readonly [
      number,
      number,
      number,
      number,
    ];
    for (const [j, call] of once.entries()) timed(call, true, () => runOnce(onceAt + j * each));
    if (kind === 'spread') {
      for (const [j, call] of calls.entries()) timed(call, true, () => runOnce(callsAt + j * each));
      continue;
    }
    for (let slice = 0; slice < slices; slice++) {
      if (kind === 'range') {
        for (const [j, call] of calls.entries())
          timed(call, slice === 0, () => runRange(callsAt + j * each, slice, slices));
        continue;
      }
      for (let image = slice * size; image < Math.min((slice + 1) * size, images); image++) {
        const first = image === slice * size ? 1 : 0;
        for (const [j, call] of calls.entries())
          timed(call, image === 0, () => runImage(callsAt + j * each, image, slice, first, own));
      }
    }
  }
  return [...times].map(([kernel, time]) => ({ kernel, ...time }));
}

const number = ({ words }: Call, field: string): number => words[field] as number;

function kernelOf(call: Call): string {
  const turned = call.words.turned === 1 ? ', of the input' : '';
  if ('taps' in call.words) return `${call.name} ${number(call, 'taps')} taps`;
  if (DEPTHWISE.has(call.name))
    return `${call.name} ${number(call, 'kernelY')} x ${number(call, 'kernelX')}${turned}`;
  return call.name;
}

const DEPTHWISE: ReadonlySet<CallName> = new Set(['depthwise', 'depthwiseFilter']);

/** Of an image, padded channels included. */
function multiplyAddsOf(call: Call): number {
  const pixels = number(call, 'rows') * number(call, 'columns');
  if (call.name === 'convolve' || call.name === 'filter')
    return pixels * number(call, 'taps') * number(call, 'ins') * number(call, 'outs');
  if (!DEPTHWISE.has(call.name)) return 0;
  return pixels * number(call, 'kernelY') * number(call, 'kernelX') * 4 * number(call, 'groups');
}
