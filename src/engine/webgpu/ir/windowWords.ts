import type { WindowGeometry } from '../../../network/windows.ts';
import type { Value } from '../../lowering/operations.ts';

/** The words that describe a window over a map, in the order of `WINDOW_FIELDS`. */
export const WINDOW_FIELDS = [
  'inHeight',
  'inWidth',
  'outHeight',
  'outWidth',
  'kernelHeight',
  'kernelWidth',
  'strideY',
  'strideX',
  'rate',
  'beforeY',
  'beforeX',
  'diagonal',
] as const;

export type WindowField = (typeof WINDOW_FIELDS)[number];

/** Negative paddings wrap around; the kernels read them as i32. */
export function windowWords(from: Value, to: Value, window: WindowGeometry): Record<WindowField, number> {
  return {
    inHeight: from.height,
    inWidth: from.width,
    outHeight: to.height,
    outWidth: to.width,
    kernelHeight: window.kernel[0],
    kernelWidth: window.kernel[1],
    strideY: window.strides[0],
    strideX: window.strides[1],
    rate: window.rate,
    beforeY: window.before[0] >>> 0,
    beforeX: window.before[1] >>> 0,
    diagonal: window.diagonal ? 1 : 0,
  };
}
