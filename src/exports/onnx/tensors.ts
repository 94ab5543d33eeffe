import { writeFloats } from '../../base/bytes/floatBytes.ts';
import type { Tensor } from './proto.ts';

export function floatTensor(name: string, dimensions: readonly number[], values: () => Float32Array): Tensor {
  const bytes = (): Uint8Array => {
    const floats = values();
    const written = new Uint8Array(4 * floats.length);
    writeFloats(new DataView(written.buffer), 0, floats);
    return written;
  };
  return { name, type: 'float', dimensions, bytes };
}

export function intTensor(name: string, values: readonly number[]): Tensor {
  const bytes = (): Uint8Array => {
    const view = new DataView(new ArrayBuffer(8 * values.length));
    values.forEach((value, i) => {
      view.setBigInt64(8 * i, BigInt(value), true);
    });
    return new Uint8Array(view.buffer);
  };
  return { name, type: 'int64', dimensions: [values.length], bytes };
}

/** A convolution's kernel from [height, width, in, out] to [out, in, height, width]; `taps` = height x width. */
export function outputsFirst(
  values: Float32Array,
  taps: number,
  inputs: number,
  outputs: number,
): Float32Array {
  const turned = new Float32Array(values.length);
  let at = 0;
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let tap = 0; tap < taps; tap++) {
        turned[at++] = values[(tap * inputs + input) * outputs + output]!;
      }
    }
  }
  return turned;
}
