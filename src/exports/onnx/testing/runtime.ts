import { env, InferenceSession, Tensor } from 'onnxruntime-web';

// One thread: tests run side by side already. Its warnings tell of entries that nobody reads.
env.wasm.numThreads = 1;
env.logLevel = 'error';

/** Loads a file into ONNX Runtime, which checks it as it does. */
export const loadOnnx = (file: Uint8Array): Promise<InferenceSession> =>
  InferenceSession.create(file, { executionProviders: ['wasm'], logSeverityLevel: 3 });

/** [count, classes] of normalised images, `shape` = [count, channels, height, width]. */
export async function onnxScores(
  session: InferenceSession,
  nchw: Float32Array,
  shape: readonly number[],
): Promise<Float32Array> {
  const { scores } = await session.run({ images: new Tensor('float32', nchw, shape) });
  return scores!.data as Float32Array;
}
