import * as tf from '@tensorflow/tfjs';
import type { ExportedFile } from '../exported.ts';

/** Loads an export as a page would: plain tfjs asks for "model.json" and then for the shards that it names. */
export async function loadTfjs(files: readonly ExportedFile[]): Promise<tf.LayersModel> {
  if (tf.getBackend() !== 'cpu') await tf.setBackend('cpu');
  const served = async (address: RequestInfo | URL): Promise<Response> => {
    const path = String(address).slice(PLACE.length);
    const file = files.find((one) => one.path === path);
    if (file === undefined) return new Response(null, { status: 404 });
    const type = path.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    return new Response(file.bytes, { headers: { 'content-type': type } });
  };
  return tf.loadLayersModel(tf.io.http(`${PLACE}model.json`, { fetchFunc: served as typeof fetch }));
}

const PLACE = 'https://exported.test/';

/** [count, classes] of normalised images, [count, height, width, 3]. */
export function tfjsScores(model: tf.LayersModel, nhwc: Float32Array): Float32Array {
  return tf.tidy(() => {
    const [, height, width, channels] = model.inputs[0]!.shape as [null, number, number, number];
    const count = nhwc.length / (height * width * channels);
    const scores = model.predict(tf.tensor4d(nhwc, [count, height, width, channels]));
    return (scores as tf.Tensor).dataSync() as Float32Array;
  });
}
