import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import { poolAnyGradient } from './poolAnyGradient.ts';
import strideOne from './poolGradient.wgsl?raw';
import strideTwo from './poolSpread.wgsl?raw';

const pixelsEach = 4;
const pairsEach = 2;

type PoolGradient = Family<(typeof poolAnyGradient.fields)[number]>;

/** The kernel for windows of one size and stride, and the workgroups for so many input rows and groups. */
export function poolGradient(
  mode: 'max' | 'average',
  size: number,
  stride: number,
): { readonly family: PoolGradient; workgroups(rows: number, width: number, groups: number): number } {
  const M = mode === 'max' ? 1 : 0;
  const name = `${mode} pool gradient ${size} wide, stride ${stride}`;
  const blocked = (source: string, pixels: number) => ({
    family: { ...poolAnyGradient, name, source },
    workgroups: (rows: number, width: number, groups: number) =>
      Math.ceil((rows * Math.ceil(width / pixels) * groups) / LANES),
  });
  if (stride === 1) return blocked(expand(strideOne, { P: pixelsEach, K: size, M }), pixelsEach);
  if (stride === 2 && size % 2 === 1) {
    return blocked(expand(strideTwo, { Q: pairsEach, H: (size - 1) / 2, M }), 2 * pairsEach);
  }
  return {
    family: poolAnyGradient,
    workgroups: (rows, width, groups) => Math.ceil((rows * width * groups) / LANES),
  };
}
