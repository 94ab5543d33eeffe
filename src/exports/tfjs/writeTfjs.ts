import { writeFloats } from '../../base/bytes/floatBytes.ts';
import { checkWeights, graphParameters } from '../../network/parameters.ts';
import type { ExportedChild, ExportedFile } from '../exported.ts';
import { type KerasLayer, kerasLayers } from './kerasLayers.ts';
import { INPUT_NAME, OUTPUT_NAME } from './names.ts';

/** Of a shard, in bytes: what tfjs's own converter keeps to, so that a browser's cache holds each. */
const MOST_SHARD_BYTES = 4 * 2 ** 20;

/** The tfjs whose layers format this is, and that it was tried with. */
export const TFJS_VERSION = '4.22.0';

/**
 * A child as a tfjs LayersModel, "model.json" and its shards, which `tf.loadLayersModel` takes: input "images"
 * [batch, height, width, 3], output "scores" [batch, classes] before softmax. Throws a RangeError on weights of another
 * network.
 */
export function writeTfjs(child: ExportedChild): readonly ExportedFile[] {
  checkWeights(child.graph, child.weights);
  const layers = kerasLayers(child.graph);
  const { specs, bytes } = weightsOf(child, layers);
  const count = Math.max(1, Math.ceil(bytes.length / MOST_SHARD_BYTES));
  const shards = Array.from({ length: count }, (_, i) => ({
    path: `weights-${i + 1}of${count}.bin`,
    bytes: bytes.slice(i * MOST_SHARD_BYTES, (i + 1) * MOST_SHARD_BYTES),
  }));
  const { mean, deviation, classNames } = child.images;
  const model = {
    format: 'layers-model',
    generatedBy: 'NAS Playground',
    convertedBy: null,
    userDefinedMetadata: { mean, deviation, ...(classNames === undefined ? {} : { classNames }) },
    modelTopology: topologyOf(layers),
    weightsManifest: [{ paths: shards.map(({ path }) => path), weights: specs }],
  };
  return [{ path: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(model)) }, ...shards];
}

function topologyOf(layers: readonly KerasLayer[]): unknown {
  return {
    class_name: 'Functional',
    config: {
      name: 'child',
      layers: layers.map(({ className, name, config, inputs }) => ({
        class_name: className,
        name,
        config: { name, trainable: true, ...config },
        inbound_nodes: inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])],
      })),
      input_layers: [[INPUT_NAME, 0, 0]],
      output_layers: [[OUTPUT_NAME, 0, 0]],
    },
    keras_version: `tfjs-layers ${TFJS_VERSION}`,
    backend: 'tensor_flow.js',
  };
}

interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
}

/** The weights of all layers one behind the other, 32-bit floats, little-endian. */
function weightsOf(
  { graph, weights }: ExportedChild,
  layers: readonly KerasLayer[],
): { readonly specs: readonly WeightSpec[]; readonly bytes: Uint8Array<ArrayBuffer> } {
  const parameters = new Map(graphParameters(graph).map((parameter) => [parameter.name, parameter]));
  const parts = layers.flatMap(({ name, weights: owned }) =>
    (owned?.roles ?? []).map(([role, called]) => {
      const { shape, name: ours } = parameters.get(`${owned!.layer}/${role}`)!;
      const values = weights.get(ours)!;
      return { spec: { name: `${name}/${called}`, shape, dtype: 'float32' as const }, values };
    }),
  );
  const bytes = new Uint8Array(4 * parts.reduce((sum, { values }) => sum + values.length, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const { values } of parts) {
    writeFloats(view, offset, values);
    offset += 4 * values.length;
  }
  return { specs: parts.map(({ spec }) => spec), bytes };
}
