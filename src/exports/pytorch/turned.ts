import type { PytorchName } from './names.ts';

type Turn = Pick<PytorchName, 'axes' | 'shape'>;

/** Our values in the order of the tensor's axes. */
export function turned(values: Float32Array, turn: Turn): Float32Array<ArrayBuffer> {
  const result = new Float32Array(values.length);
  visit(turn, (theirs, ours) => {
    result[theirs] = values[ours]!;
  });
  return result;
}

/** The tensor's values in the order of our axes. */
export function turnedBack(values: Float32Array, turn: Turn): Float32Array<ArrayBuffer> {
  const result = new Float32Array(values.length);
  visit(turn, (theirs, ours) => {
    result[ours] = values[theirs]!;
  });
  return result;
}

/** Each place in the tensor with the one in our order, the tensor's last axis changing fastest. */
function visit({ axes, shape }: Turn, each: (theirs: number, ours: number) => void): void {
  const strides = ourStrides(axes, shape);
  const at = shape.map(() => 0);
  const size = shape.reduce((product, n) => product * n, 1);
  let ours = 0;
  for (let theirs = 0; theirs < size; theirs++) {
    each(theirs, ours);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      ours += strides[axis]!;
      if (++at[axis]! < shape[axis]!) break;
      ours -= strides[axis]! * shape[axis]!;
      at[axis] = 0;
    }
  }
}

/** How far apart, in our order, neighbours along each of the tensor's axes are. */
function ourStrides(axes: readonly number[], shape: readonly number[]): readonly number[] {
  const strides = axes.map(() => 1);
  let stride = 1;
  for (let ours = axes.length - 1; ours >= 0; ours--) {
    const axis = axes.indexOf(ours);
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}
