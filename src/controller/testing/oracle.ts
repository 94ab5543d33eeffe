import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { embeddingRows, type Parameters, UNITS } from '../parameters.ts';

/** Rows of numbers: the policy's weights without tfjs. */
export type Matrix = number[][];

/** Log-probability of all choices and mean entropy of the decisions, in float64, one plain loop after the other. */
export function plainJudgement(
  parameters: Parameters<Matrix>,
  space: SearchSpace,
  choices: readonly number[],
): { logProbability: number; entropy: number } {
  const steps = openDecisions(space);
  const rows = embeddingRows(space);
  let hidden = new Array<number>(UNITS).fill(0);
  let cell = new Array<number>(UNITS).fill(0);
  let row: number = rows.start;
  let logProbability = 0;
  let entropy = 0;
  steps.forEach(({ kind, choices: count }, index) => {
    const input = times(parameters.embedding[row]!, parameters.inputKernel);
    const recurrent = times(hidden, parameters.recurrentKernel);
    const gate = (place: number, unit: number): number => {
      const column = place * UNITS + unit;
      return input[column]! + parameters.bias[0]![column]! + recurrent[column]!;
    };
    cell = cell.map(
      (c, unit) => sigmoid(gate(1, unit)) * c + sigmoid(gate(0, unit)) * Math.tanh(gate(3, unit)),
    );
    hidden = cell.map((c, unit) => sigmoid(gate(2, unit)) * Math.tanh(c));
    const logits = times(hidden, parameters[`${kind}Head`])
      .map((logit, choice) => logit + parameters.headBias[index]![choice]!)
      .slice(0, count);
    const normaliser = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    const logs = logits.map((logit) => logit - normaliser);
    const choice = choices[index]!;
    logProbability += logs[choice]!;
    entropy -= logs.reduce((sum, log) => sum + Math.exp(log) * log, 0) / steps.length;
    row = rows[kind] + choice;
  });
  return { logProbability, entropy };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function times(row: readonly number[], matrix: Matrix): number[] {
  const product = matrix[0]!.map(() => 0);
  row.forEach((value, i) => {
    for (const [column, weight] of matrix[i]!.entries()) product[column]! += value * weight;
  });
  return product;
}
