import type { Layer, LayerGraph } from '../../network/graph.ts';
import type { ExportedChild } from '../exported.ts';
import { layerNames } from './names.ts';
import { layerOperators, type Place } from './operators.ts';
import type { Graph, Node, Tensor, Value } from './proto.ts';

/** The free dimension's name. */
const BATCH = 'batch';
const INPUT = 'images';
const OUTPUT = 'scores';

/**
 * A child without its auxiliary head, channels first. Entries that no block reads are there: without them the file would hold
 * fewer parameters than the network has.
 */
export function onnxGraph(child: ExportedChild): Graph {
  const { graph, architecture } = child;
  const names = layerNames(graph, architecture);
  /** By layer: the value that it makes, or passes on. */
  const made: string[] = [];
  const nodes: Node[] = [];
  const initializers: Tensor[] = [];
  const values: Value[] = [];
  const constants = new Set<string>();
  for (const layer of graph.layers) {
    if (layer.origin.part === 'auxiliary') continue;
    const place = placeOf(layer, child, names[layer.id]!, made);
    const operators = layerOperators(layer, place);
    made[layer.id] = operators === null ? (place.inputs[0] ?? INPUT) : place.output;
    if (operators === null) continue;
    for (const constant of operators.constants ?? []) {
      if (!constants.has(constant.name)) nodes.push(constantNode(constant));
      constants.add(constant.name);
    }
    nodes.push(...operators.nodes);
    initializers.push(...(operators.parameters ?? []));
    if (layer.id !== graph.logits) values.push({ name: place.output, dimensions: mapOf(layer) });
  }
  const [height, width, channels] = graph.input;
  return {
    name: 'child',
    nodes,
    initializers,
    inputs: [{ name: INPUT, dimensions: [BATCH, channels, height, width] }],
    outputs: [{ name: OUTPUT, dimensions: [BATCH, graph.classes] }],
    values,
  };
}

function placeOf(
  layer: Layer,
  { graph, weights }: ExportedChild,
  name: string,
  made: readonly string[],
): Place {
  return {
    name,
    inputs: layer.inputs.map((id) => made[id]!),
    output: layer.id === graph.logits ? OUTPUT : name,
    from: sourceShape(layer, graph),
    weights: (role) => weights.get(`${layer.id}/${role}`)!,
  };
}

const sourceShape = ({ inputs, shape }: Layer, graph: LayerGraph): Layer['shape'] =>
  inputs[0] === undefined ? shape : graph.layers[inputs[0]]!.shape;

const mapOf = ({ shape: [height, width, channels] }: Layer): Value['dimensions'] => [
  BATCH,
  channels,
  height,
  width,
];

const constantNode = (tensor: Tensor): Node => ({
  name: tensor.name,
  operator: 'Constant',
  inputs: [],
  outputs: [tensor.name],
  attributes: { value: { tensor } },
});
