import { exp } from '../../base/exactMath/exp.ts';
import { log } from '../../base/exactMath/log.ts';
import { type OpenDecision, openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { embeddingRows, type Parameters, UNITS, widestStep } from '../parameters.ts';
import { type LstmState, type LstmStep, lstmStep, lstmStepGradient, zeroState } from './lstm.ts';
import { addAt, addProduct, addProductGradient } from './product.ts';

/** Weights as they are now, and what all children have in common under them. */
export interface Network {
  readonly weights: Parameters<Float32Array>;
  readonly decisions: readonly OpenDecision[];
  readonly rows: ReturnType<typeof embeddingRows>;
  /** Columns of the heads. */
  readonly width: number;
  /** The share of the gates, bias included, of the embedding's rows that were asked for, [4 units] each. */
  readonly gates: Map<number, Float64Array>;
}

/** One decision of one child. */
export interface Decided {
  /** Of the embedding, fed to the step. */
  readonly row: number;
  readonly step: LstmStep;
  /** Log-probability of each choice that exists. */
  readonly logs: Float64Array;
  readonly choice: number;
}

export function networkOf(space: SearchSpace, weights: Parameters<Float32Array>): Network {
  const decisions = openDecisions(space);
  return { weights, decisions, rows: embeddingRows(space), width: widestStep(space), gates: new Map() };
}

/** Makes a child's decisions one after the other; `choose` gets the logits of one, [choices], and its index. */
export function decide(network: Network, choose: (logits: Float64Array, index: number) => number): Decided[] {
  const { weights, decisions, rows, width } = network;
  let row: number = rows.start;
  let state = zeroState();
  return decisions.map(({ kind, choices }, index) => {
    const step = lstmStep(gatesOf(network, row), state, weights.recurrentKernel);
    state = step.after;
    const bias = weights.headBias.subarray(index * width, (index + 1) * width);
    const logits = Float64Array.from(bias);
    addProduct(logits, state.hidden, weights[`${kind}Head`]);
    const own = logits.subarray(0, choices);
    const choice = choose(own, index);
    const decided = { row, step, logs: logSoftmax(own), choice };
    row = rows[kind] + choice;
    return decided;
  });
}

/** In nats, of one decision. */
export function entropyOf(logs: Float64Array): number {
  return logs.reduce((sum, log) => sum - exp(log) * log, 0);
}

/** Gradients by parameter, and those of the gates' shares by row of the embedding, which `finish` spreads. */
export interface Gradients {
  readonly weights: Parameters<Float64Array>;
  readonly gates: Map<number, Float64Array>;
}

/**
 * Adds the gradient of sum over decisions of slope x log p(choice) + entropyWeight x entropy, for one child: the
 * gradient of log p by the logits is onehot(choice) - p, and that of the entropy -p (log p + entropy).
 */
export function addGradient(
  { weights, decisions, width }: Network,
  child: readonly Decided[],
  slopes: ArrayLike<number>,
  entropyWeight: number,
  gradients: Gradients,
): void {
  let upstream: LstmState = zeroState();
  for (let index = child.length - 1; index >= 0; index--) {
    const { row, step, logs, choice } = child[index] as Decided;
    const { kind } = decisions[index] as OpenDecision;
    const entropy = entropyOf(logs);
    const slope = slopes[index] as number;
    const logits = new Float64Array(width);
    for (let i = 0; i < logs.length; i++) {
      const log = logs[i] as number;
      const p = exp(log);
      logits[i] = slope * ((i === choice ? 1 : 0) - p) - entropyWeight * p * (log + entropy);
      addAt(gradients.weights.headBias, index * width + i, logits[i] as number);
    }
    const head = `${kind}Head` as const;
    addProductGradient(logits, step.after.hidden, weights[head], upstream.hidden, gradients.weights[head]);
    const { input, before } = lstmStepGradient(
      step,
      upstream,
      weights.recurrentKernel,
      index > 0 ? gradients.weights.recurrentKernel : null,
    );
    const gates = gradients.gates.get(row);
    if (gates === undefined) gradients.gates.set(row, input);
    else for (let gate = 0; gate < gates.length; gate++) addAt(gates, gate, input[gate] as number);
    upstream = before;
  }
}

/** Sends what has come together at the gates on to the embedding, the input kernel and the bias. */
export function finish({ weights }: Network, gradients: Gradients): void {
  const { embedding, inputKernel, bias } = gradients.weights;
  for (const [row, upstream] of gradients.gates) {
    for (let gate = 0; gate < upstream.length; gate++) addAt(bias, gate, upstream[gate] as number);
    const own = embedding.subarray(row * UNITS, (row + 1) * UNITS);
    addProductGradient(upstream, embedded(weights, row), weights.inputKernel, own, inputKernel);
  }
}

function gatesOf({ weights, gates }: Network, row: number): Float64Array {
  const known = gates.get(row);
  if (known !== undefined) return known;
  const own = Float64Array.from(weights.bias);
  addProduct(own, embedded(weights, row), weights.inputKernel);
  gates.set(row, own);
  return own;
}

function embedded({ embedding }: Parameters<Float32Array>, row: number): Float32Array {
  return embedding.subarray(row * UNITS, (row + 1) * UNITS);
}

function logSoftmax(logits: Float64Array): Float64Array {
  const greatest = logits.reduce((a, b) => Math.max(a, b));
  const sum = logits.reduce((total, logit) => total + exp(logit - greatest), 0);
  const normaliser = greatest + log(sum);
  return logits.map((logit) => logit - normaliser);
}
