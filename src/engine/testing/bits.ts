/** Losses of the short training in bits.test.ts, bit by bit, of an engine's version by what else decides them. */

export interface Recorded {
  /** Of the engine; kept apart from engine/version.ts so that neither changes alone. */
  readonly version: number;
  /** By fingerprint (testing/fingerprint.ts). Elsewhere losses are held against the first, within a rounding. */
  readonly bits: Readonly<Record<string, readonly number[]>>;
}

const CPU = 'V8 11.3.244.8-node.38, @tensorflow/tfjs 4.22.0, x64 sse4_1 avx fma avx2 avx512f';
const SWIFTSHADER =
  'SwiftShader (software), libvk_swiftshader.so 4863c9c4a801, webgpu 0.6.2, x64 sse4_1 avx fma avx2 avx512f';

export const RECORDED: Readonly<Record<'reference' | 'coarse' | 'fine', Recorded>> = {
  reference: {
    version: 1,
    bits: {
      [CPU]: [
        2.339339434735096, 3.0431307766321067, 2.552270043173059, 2.5246089931059896, 2.528425422668743,
        2.866335252235931,
      ],
    },
  },
  coarse: {
    version: 1,
    bits: {
      [SWIFTSHADER]: [
        2.3393394947052, 3.043130397796631, 2.552269458770752, 2.524609088897705, 2.528425693511963,
        2.866334915161133,
      ],
    },
  },
  fine: {
    version: 1,
    bits: {
      [SWIFTSHADER]: [
        2.339339256286621, 3.043130397796631, 2.552269697189331, 2.524609088897705, 2.528426170349121,
        2.866334915161133,
      ],
    },
  },
};
