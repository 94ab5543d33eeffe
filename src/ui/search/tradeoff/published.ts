import type { TradeoffDot, TradeoffInput } from '../../../drawings/tradeoff/input.ts';
import {
  CIFAR_MODELS,
  type CifarModel,
  IMAGENET_MODELS,
  type ImagenetModel,
  type PublishedModel,
} from '../../../studies/published/models.ts';
import { tradeoffTexts } from '../../texts/charts/tradeoff.ts';
import type { Against } from './children.ts';

/** The published tables as a chart of their own. Dots have their place in the table as id. */

/** Of ImageNet's models, by either count; nobody published a time a step. */
export function imagenetInput(against: Against): TradeoffInput {
  const costOf = ({ parameters, multiplyAdds }: ImagenetModel): number =>
    against === 'parameters' ? parameters : multiplyAdds;
  return inputOf(
    IMAGENET_MODELS,
    costOf,
    ({ top1 }) => top1,
    () => 'imagenet',
    false,
  );
}

/** Of CIFAR's, against parameters: the paper gives no multiply-adds. Cutout makes another line. */
export const cifarInput = (): TradeoffInput =>
  inputOf(
    CIFAR_MODELS,
    ({ parameters }: CifarModel) => parameters,
    ({ error }) => error,
    ({ name }) => (name.includes('cutout') ? 'cutout' : 'plain'),
    true,
  );

function inputOf<Model extends PublishedModel>(
  models: readonly Model[],
  costOf: (model: Model) => number,
  figureOf: (model: Model) => number,
  lineOf: (model: Model) => string,
  isError: boolean,
): TradeoffInput {
  const largest = models
    .filter(({ family }) => family === 'nasnet-a')
    .reduce((most, model) => (costOf(model) >= costOf(most) ? model : most));
  const dots = models.map((model, id): TradeoffDot => {
    const { family, label } = model;
    const isOurs = family === 'nasnet-a';
    const text = model === largest ? tradeoffTexts.model.nasnetA(label) : label;
    const tone = isOurs ? 'strong' : family === 'other' ? 'quiet' : 'ink';
    return {
      id,
      cost: costOf(model),
      value: figureOf(model),
      look: isOurs ? 'front' : family === 'other' ? 'other' : 'ours',
      whisker: null,
      isRepeated: false,
      name: { text, tone },
      line: isOurs ? lineOf(model) : null,
    };
  });
  return { dots, running: null, joins: 'straight', lineName: null, isError };
}

/** The lines that are said of a model, its name first. */
export function modelLines(set: 'imagenet' | 'cifar', id: number): string[] {
  const says = tradeoffTexts.model;
  if (set === 'cifar') {
    const model = CIFAR_MODELS[id];
    return model ? [model.name, says.error(model.error), says.parameters(model.parameters)] : [];
  }
  const model = IMAGENET_MODELS[id];
  if (model === undefined) return [];
  const { name, top1, multiplyAdds, parameters } = model;
  return [name, says.top1(top1), says.multiplyAdds(multiplyAdds), says.parameters(parameters)];
}
