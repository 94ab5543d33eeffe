import { exp } from '../../base/exactMath/exp.ts';
import { tanh } from '../../base/exactMath/tanh.ts';
import { UNITS } from '../parameters.ts';
import { addProduct, addProductGradient } from './product.ts';

export interface LstmState {
  /** [units] both. */
  readonly hidden: Float64Array;
  readonly cell: Float64Array;
}

/** One step, with what its gradient needs. */
export interface LstmStep {
  readonly before: LstmState;
  readonly after: LstmState;
  /** After their nonlinearities, [4 units]. */
  readonly gates: Float64Array;
}

export function zeroState(): LstmState {
  return { hidden: new Float64Array(UNITS), cell: new Float64Array(UNITS) };
}

/** The step of ../tfjs/lstm.ts for one child: `input` [4 units] is its share of the gates i, f, o, g, bias included. */
export function lstmStep(input: Float64Array, before: LstmState, recurrentKernel: Float32Array): LstmStep {
  const gates = Float64Array.from(input);
  addProduct(gates, before.hidden, recurrentKernel);
  const after = zeroState();
  const units = UNITS; // as in adam.ts
  for (let unit = 0; unit < units; unit++) {
    const i = sigmoid(gates[unit] as number);
    const f = sigmoid(gates[units + unit] as number);
    const o = sigmoid(gates[2 * units + unit] as number);
    const g = tanh(gates[3 * units + unit] as number);
    const cell = f * (before.cell[unit] as number) + i * g;
    gates[unit] = i;
    gates[units + unit] = f;
    gates[2 * units + unit] = o;
    gates[3 * units + unit] = g;
    after.cell[unit] = cell;
    after.hidden[unit] = o * tanh(cell);
  }
  return { before, after, gates };
}

/**
 * Sends the gradient of a step's results (`upstream`) back: answers that of its input [4 units] and of the state before
 * it, and adds that of the kernel to `kernelGradient`. Null at the first step: its state is fixed at 0, so that nothing goes
 * that way.
 */
export function lstmStepGradient(
  { before, after, gates }: LstmStep,
  upstream: LstmState,
  recurrentKernel: Float32Array,
  kernelGradient: Float64Array | null,
): { readonly input: Float64Array; readonly before: LstmState } {
  const input = new Float64Array(4 * UNITS);
  const sent = zeroState();
  const units = UNITS;
  for (let unit = 0; unit < units; unit++) {
    const i = gates[unit] as number;
    const f = gates[units + unit] as number;
    const o = gates[2 * units + unit] as number;
    const g = gates[3 * units + unit] as number;
    const shown = tanh(after.cell[unit] as number);
    const hidden = upstream.hidden[unit] as number;
    const cell = (upstream.cell[unit] as number) + hidden * o * (1 - shown * shown);
    input[unit] = cell * g * i * (1 - i);
    input[units + unit] = cell * (before.cell[unit] as number) * f * (1 - f);
    input[2 * units + unit] = hidden * shown * o * (1 - o);
    input[3 * units + unit] = cell * i * (1 - g * g);
    sent.cell[unit] = cell * f;
  }
  if (kernelGradient !== null)
    addProductGradient(input, before.hidden, recurrentKernel, sent.hidden, kernelGradient);
  return { input, before: sent };
}

const sigmoid = (x: number): number => 1 / (1 + exp(-x));
