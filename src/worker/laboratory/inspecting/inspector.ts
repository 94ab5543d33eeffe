import { hash32 } from '../../../base/hash.ts';
import type { Split } from '../../../data/dataset.ts';
import { cutWeights } from '../../../engine/checkpoint/programState.ts';
import type { Executor, ImageStore } from '../../../engine/executor.ts';
import { bestOf, confusionOf } from '../../../engine/inspecting/predictions.ts';
import { classProbabilities } from '../../../engine/inspecting/probabilities.ts';
import type { LayerGraph } from '../../../network/graph.ts';
import { type NetworkNode, networkNodes, nodeAt, stemFilters } from '../../../network/nodes.ts';
import type { Weights } from '../../../network/parameters.ts';
import type {
  Inspected,
  InspectedChild,
  InspectionTold,
  ValidationImages,
} from '../../../protocol/inspection.ts';
import type { Environment } from '../../../protocol/protocol.ts';
import { isMade } from '../../../search/made.ts';
import type { Evaluator, TrainedAgain } from '../../../search/trial.ts';
import { childGraph } from '../../../settings/childGraph.ts';
import type { Settings } from '../../../settings/settings.ts';
import { type Inspector, type InspectorPorts, type OpenChild, Refusal } from '../../session/inspections.ts';
import type { LaboratoryReport } from '../../session/session.ts';
import { recipeOf } from '../recipeOf.ts';
import { createCut } from './cut.ts';
import { createPictures } from './pictures.ts';
import { nodeShares } from './shares.ts';

/** What a child is looked into with. */
export interface InspectionGround {
  readonly executor: Executor;
  readonly environment: Environment;
  readonly images: ImageStore;
  readonly split: Split;
  /** Trains it again as the search did. */
  readonly evaluator: Evaluator;
  dispose(): void;
}

export type OpenGround = (
  settings: Settings,
  /** `backend`: what it would best be; null: whatever is open or wanted. */
  report: Pick<LaboratoryReport, 'dataUrl' | 'archive' | 'place' | 'backend' | 'signal'>,
) => Promise<InspectionGround>;

/** Looks into children by really running them; of one that nobody kept the weights of, by training it again. */
export function createInspector(openGround: OpenGround): Inspector {
  return {
    async open(command, ports) {
      const { settings, child, weights: given, dataUrl, archive = null, place = 'automatic' } = command;
      if (settings.rewards === 'table') throw new Refusal({ kind: 'looked-up' });
      // A finalist's further training inherits nothing, nor does a child by hand, whose trainings have numbers.
      if (given === undefined && settings.weightSharing && child.training === undefined)
        throw new Refusal({ kind: 'shared-weights' });
      const graph = childGraph(child.architecture, settings);
      if (given !== undefined) checked(graph, given);
      const { turns, signal } = ports;
      // Kept weights say the same of every image anywhere, as far as a person sees.
      const backend = given === undefined ? (command.backend ?? null) : null;
      const ground = await turns.take(() =>
        openGround(settings, { dataUrl, archive, place, backend, signal }),
      );
      try {
        const { weights: joined, again } =
          given === undefined ? await trainedAgain(ground, child, ports) : { weights: given, again: null };
        if (again !== null) ports.kept(joined, again);
        const weights = checked(graph, joined);
        const nodes = networkNodes(graph, child.architecture);
        const open = { ...ground, settings, graph, weights, nodes };
        ports.told({ type: 'inspected', inspected: await inspected(open, again, ports) });
        return openChild(open, ports);
      } catch (thrown) {
        ground.dispose();
        throw thrown;
      }
    },
  };
}

interface Open extends InspectionGround {
  readonly settings: Settings;
  readonly graph: LayerGraph;
  readonly weights: Weights;
  readonly nodes: readonly NetworkNode[];
}

function checked(graph: LayerGraph, joined: Float32Array): Weights {
  try {
    return cutWeights(graph, joined);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new Refusal({ kind: 'other-weights', why: thrown.message });
  }
}

/** From its own seed, so that on the same engine and adapter it ends with the very same bits. */
async function trainedAgain(
  { evaluator, environment }: InspectionGround,
  { architecture, trial, seededBy, training, budget }: InspectedChild,
  { turns, signal, told }: InspectorPorts,
): Promise<{ readonly weights: Float32Array<ArrayBuffer>; readonly again: TrainedAgain }> {
  const steps = evaluator.evaluate(architecture, seededBy, {
    keepWeights: true,
    ...(budget === undefined ? {} : { until: budget }),
    // What judges a final training changes nothing of it: here, as of all others, the validation images do.
    ...(training === undefined || isMade(trial) ? {} : { again: { training, isFinal: false } }),
  });
  let running = true;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { value, done } = await turns.take(() => steps.next());
      if (!done) {
        if (value.type !== 'state') told({ type: 'training', progress: value });
        continue;
      }
      running = false;
      const { weights, accuracy, right, reason = 'It gave no weights.' } = value;
      if (weights === undefined) throw new Refusal({ kind: 'child-failed', why: reason });
      const { warning: _, threads: __, ...on } = environment;
      return { weights, again: { environment: on, accuracy, ...(right === undefined ? {} : { right }) } };
    }
  } finally {
    if (running) await turns.take(() => steps.return({ accuracy: null, seconds: 0, epochs: [] }));
  }
}

/** Runs all validation images. */
async function inspected(
  { executor, environment, images, split, settings, graph, weights, nodes }: Open,
  again: TrainedAgain | null,
  { turns, signal, told }: InspectorPorts,
): Promise<Inspected> {
  const { classes } = graph;
  const { batch, precision } = settings;
  const total = split.validation.length;
  const probabilities = new Float32Array(total * classes);
  const predicted = new Uint8Array(total);
  const inspection = await turns.take(() => executor.inspect(graph, weights, graph.logits, batch, precision));
  try {
    for (let done = 0; done < total; done += batch) {
      signal.throwIfAborted();
      const chunk = split.validation.subarray(done, done + batch);
      const scores = await turns.take(() => inspection.read(images, chunk));
      // Of the scores: two that differ may become the same probability.
      predicted.set(bestOf(scores, classes), done);
      probabilities.set(classProbabilities(scores, classes), done * classes);
      told({ type: 'evaluating', done: Math.min(done + batch, total), total });
    }
  } finally {
    inspection.dispose();
  }
  const validation = validationImages(images, split);
  const confusion = confusionOf(validation.labels, predicted, classes);
  const filters = stemFilters(graph, weights);
  return {
    again,
    environment,
    images: validation,
    probabilities,
    predicted,
    confusion,
    nodes,
    filters,
  };
}

function validationImages({ set }: ImageStore, { validation }: Split): ValidationImages {
  const { height, width, channels } = set.info;
  const size = height * width * channels;
  const pixels = new Uint8Array(validation.length * size);
  validation.forEach((index, i) => {
    pixels.set(set.images.subarray(index * size, (index + 1) * size), i * size);
  });
  const labels = Uint8Array.from(validation, (index) => set.labels[index]!);
  return { count: validation.length, height, width, channels, pixels, labels };
}

function openChild(open: Open, { turns, signal }: InspectorPorts): OpenChild {
  const { executor, graph, weights, nodes, images, split, settings } = open;
  const child = { ...open, precision: settings.precision };
  const maps = createCut(child);
  const pictures = createPictures(child);
  return {
    async answer(command): Promise<Extract<InspectionTold, { type: 'maps' | 'picture' | 'shares' }>> {
      if (command.type === 'inspect-picture') {
        const { image, pixels } = command;
        const probabilities = await turns.take(() => pictures.classify(image, pixels));
        return { type: 'picture', image, probabilities };
      }
      if (command.type === 'inspect-shares') {
        const recipe = recipeOf(settings);
        const seed = hash32(settings.seed);
        const shares = await nodeShares({
          executor,
          graph,
          weights,
          nodes,
          images,
          split,
          recipe,
          seed,
          turns,
          signal,
        });
        return { type: 'shares', shares };
      }
      const { node: place, image } = command;
      const node = nodeAt(nodes, place);
      if (node === undefined) throw new Refusal({ kind: 'no-such-node' });
      if (!node.runs) throw new Refusal({ kind: 'not-run' });
      const store = image < 0 ? pictures.storeOf(image) : images;
      const index = image < 0 ? 0 : split.validation[image];
      if (store === null || index === undefined) throw new Refusal({ kind: 'no-such-image' });
      const values = await turns.take(() => maps.read(node.layer, store, index));
      const [height, width, channels] = node.shape;
      return { type: 'maps', node: place, image, height, width, channels, values };
    },
    dispose() {
      maps.dispose();
      pictures.dispose();
      open.dispose();
    },
  };
}
