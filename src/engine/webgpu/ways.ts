import type { Precision } from '../executor.ts';
import { COARSE, FINE, type Grain, HALF } from './ir/grain.ts';
import { mergedPipelines } from './kernels/merged.ts';

/** A way of working on graphics cards. */
export interface Way {
  readonly name: string;
  readonly precision: Precision;
  readonly grain: Grain;
}

const merged = (grain: Grain, precision: Precision): Grain => ({
  ...grain,
  merged: mergedPipelines(grain, precision),
});

/** Every variant of 16-bit maps at once. */
const ALL: Grain = { ...HALF, producedMoments: 1, folded: 1, fused: 1 };

/** Ways that no graphics card has measured, so that nothing takes them unless somebody asks for one by its name. */
export const WAYS = {
  merged: { precision: 32, grain: merged(FINE, 32) },
  half: { precision: 16, grain: HALF },
  'half, merged': { precision: 16, grain: merged(HALF, 16) },
  'half, moments': { precision: 16, grain: { ...HALF, producedMoments: 1 } },
  'half, folded': { precision: 16, grain: { ...HALF, folded: 1 } },
  'half, fused': { precision: 16, grain: { ...HALF, fused: 1 } },
  'half, all': { precision: 16, grain: ALL },
  'half, all, merged': { precision: 16, grain: merged(ALL, 16) },
} as const satisfies Readonly<Record<string, Omit<Way, 'name'>>>;

export const WAY_LIST: readonly Way[] = Object.entries(WAYS).map(([name, way]) => ({ name, ...way }));

/** What trains at 32 bits unless somebody asks for something else: on graphics cards, and on software adapters. */
export const USUAL_WAYS: readonly [fine: Way, coarse: Way] = [
  { name: 'fine', precision: 32, grain: FINE },
  { name: 'coarse', precision: 32, grain: COARSE },
];
