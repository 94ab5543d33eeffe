import { openDecisions } from '../../space/searchSpace.ts';
import type { Benchmark } from '../../studies/benchmark/facts.ts';
import { counted, whole } from '../format.ts';

/** What the benchmark is and what to hold against it, in plain sentences. */
export function benchmarkWords({ graphs, space, settings, adapter, spread }: Benchmark): string[] {
  const { epochs, trainImages, validationImages, imageSize, filters, dataset } = settings;
  const kinds = new Set(openDecisions(space).map(({ kind }) => kind));
  const open = kinds.size === 1 && kinds.has('operation') ? 'only the operations are open' : 'in part fixed';
  const images = dataset === 'cifar10' ? 'CIFAR-10' : 'simple shapes';
  const times = spread?.trainings === 2 ? 'twice' : `${spread?.trainings} times`;
  const trainings = spread === null ? '' : `, ${times},`;
  return [
    `A closed space: ${whole(graphs)} different graphs of ${counted(space.blocks, 'block', 'blocks')} a cell and ${space.operations.length} operations; ${open}.`,
    `Each was really trained beforehand${trainings} on ${adapter}: ${counted(epochs, 'epoch', 'epochs')} on ${whole(trainImages)} images of ${images} at ${imageSize} × ${imageSize}, ${filters} filters, judged on ${whole(validationImages)} others.`,
    'A search looks the result up instead of training. Its seconds are those that the training took.',
    ...(spread === null
      ? []
      : [
          `Accuracies lie between ${percent(spread.least)} and ${percent(spread.most)} % and spread by ${percent(spread.ofChildren)} points; the noise of an entry is ${percent(spread.ofEntries)} points (standard deviations).`,
        ]),
  ];
}

const percent = (share: number): string => (100 * share).toFixed(1);
