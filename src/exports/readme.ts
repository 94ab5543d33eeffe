/** The README of an archive: what someone has to know who finds it in a folder years later. */
import type { MeasuredAccuracy, WeightsOrigin } from '../codecs/origin.ts';
import { countGraph, inputChannels } from '../network/counts.ts';
import { liveLayers } from '../network/live.ts';
import { parameterCounts } from '../network/parameters.ts';
import { exportedCounts } from './counts.ts';
import type { ExportedChild } from './exported.ts';
import type { ExportedFacts } from './facts.ts';
import { TFJS_VERSION } from './tfjs/writeTfjs.ts';

/** Markdown. */
export function readmeOf(child: ExportedChild, facts: ExportedFacts): string {
  const parts = [
    `# ${plain(facts.name)}`,
    `A convolutional network of NASNet's search space (Zoph et al. 2018, arXiv 1707.07012), written by NAS Playground ${facts.version}.`,
    origin(facts.weights),
    network(child),
    images(child),
    files(child),
    VERSIONS,
  ];
  return `${parts.join('\n\n')}\n`;
}

const whole = (value: number): string => value.toLocaleString('en-US');
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
/** A person's words, on one line and without signs that Markdown would read. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, '\\$&');

function origin(weights: WeightsOrigin): string {
  if (weights.kind === 'drawn')
    return `Its weights were drawn from seed ${weights.seed}: **not trained**. Its scores mean nothing yet; it is there to be trained, or to try a tool with.`;
  const { training, accuracy } = weights;
  const trained =
    training === null ? 'Its weights came from a file.' : `It was trained for ${plain(training)}.`;
  return `${trained} ${measured(accuracy)}`;
}

function measured(accuracy: MeasuredAccuracy | null): string {
  if (accuracy === null) return 'How accurate it is was not measured here.';
  const { share, interval, on } = accuracy;
  const range =
    interval === null ? '' : ` (95 % interval: ${percent(interval[0])} to ${percent(interval[1])})`;
  return `Accuracy: ${percent(share)}${range}, on ${plain(on)}.`;
}

function network(child: ExportedChild): string {
  const { graph, network: built } = child;
  const counts = exportedCounts(graph);
  const imagenet = [
    `${whole(built.stemFilters ?? 32)} filters in the stem`,
    ...(built.skipReductionInput ? ['the cell after a reduction reads what the reduction read'] : []),
  ];
  const setting = built.setting === 'cifar' ? ['CIFAR'] : ['ImageNet', ...imagenet];
  const rows = [
    ['Setting', setting.join(', ')],
    ['N, normal cells a stage', whole(built.cellsPerStage)],
    ['F, filters of the first stage', whole(built.filters)],
    ['Cells', `${graph.cells.length}, of two kinds: \`cells.svg\`, \`cells.json\``],
    [
      'Parameters',
      `${whole(counts.parameters)}, running statistics included; ${whole(counts.trainable)} trainable`,
    ],
    ['Multiply-adds an image', whole(counts.multiplyAdds)],
  ] as const;
  const table = ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
  const read = whole(readParameters(graph));
  const unread =
    read === whole(counts.parameters)
      ? ''
      : `\n\nNo score depends on some of them, which a tfjs model cannot hold: it has ${read} parameters.`;
  if (graph.auxiliaryLogits === undefined) return `## Network\n\n${table}${unread}`;
  const withHead = whole(countGraph(graph).parameters);
  return `## Network\n\n${table}${unread}\n\nThe auxiliary head is of training alone: ONNX and tfjs leave it out; the PyTorch module has it, ${withHead} parameters in all.`;
}

/** Of what a score depends on. */
function readParameters({ auxiliaryLogits: _, ...graph }: ExportedChild['graph']): number {
  const live = liveLayers(graph);
  return graph.layers
    .filter(({ id }) => live.has(id))
    .map((layer) => parameterCounts(layer, inputChannels(graph, layer)))
    .reduce((sum, { trainable, fixed }) => sum + trainable + fixed, 0);
}

function images({ graph, network: { classes }, images: given }: ExportedChild): string {
  const [height, width] = graph.input;
  const { mean, deviation, classNames } = given;
  const named =
    classNames === undefined
      ? `${whole(classes)} classes, class 1 to class ${whole(classes)} in the order of the scores; their names are not told here.`
      : `${whole(classes)} classes, in the order of the scores:\n\n${classNames.map((name, i) => `- ${i}: ${plain(name)}`).join('\n')}`;
  return `## Images and scores

Images are ${height} × ${width} pixels, red, green, blue, normalised channel by channel: (x / 255 − mean) / deviation with mean
${mean.join(', ')} and deviation ${deviation.join(', ')}. The output, "scores", is before softmax. ${named}`;
}

function files({ graph }: ExportedChild): string {
  const [height, width] = graph.input;
  return `## Files

\`model.onnx\`, images [n, 3, ${height}, ${width}]:

    import onnxruntime
    session = onnxruntime.InferenceSession("model.onnx")
    scores, = session.run(["scores"], {"images": images})  # float32

\`pytorch/\`, images [n, 3, ${height}, ${width}]:

    import model  # in pytorch/
    network = model.load("weights.safetensors")  # in eval mode
    scores = network(images)

\`tfjs/\`, images [n, ${height}, ${width}, 3]:

    import * as tf from '@tensorflow/tfjs';
    const model = await tf.loadLayersModel('tfjs/model.json');
    const scores = model.predict(images);

Layers are called by where they stand. ONNX and tfjs count cells and blocks from 1, PyTorch's lists from 0: \`cell3_block1_left\` is
\`cells.2.blocks.0.left\`.`;
}

const VERSIONS = `## Versions

ONNX: opset 17. tfjs: layers of ${TFJS_VERSION}. PyTorch: tried with 1.13; later ones have not been tried. All three compute the same scores but for rounding.`;
