/** Children that exports are compared on, with weights in which nothing is 0 or 1. */
import { createRandom } from '../../base/random.ts';
import { type AnyNetwork, publishedNetworks, randomNetwork } from '../../network/testing/randomGraphs.ts';
import { drawnWeights } from '../drawnWeights.ts';
import type { ExportedChild } from '../exported.ts';

export interface SampledChild {
  /** The network in words. */
  readonly title: string;
  readonly child: ExportedChild;
}

/** `count` random architectures in networks of either setting; the i-th is the same however many there are. */
export function sampledChildren(seed: number, count: number): readonly SampledChild[] {
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(seed).fork(i);
    return sampled(randomNetwork(random), seed + i, `${i}: `);
  });
}

/** All published cells in such networks. */
export function publishedChildren(seed: number): readonly SampledChild[] {
  return publishedNetworks(createRandom(seed)).map((network, i) => sampled(network, seed + i, ''));
}

function sampled(network: AnyNetwork, seed: number, before: string): SampledChild {
  const { architecture, options, graph, isImagenet, title } = network;
  const child = {
    architecture,
    graph,
    network: { setting: isImagenet ? 'imagenet' : 'cifar', ...options },
    weights: drawnWeights(graph, seed),
    images: { mean: [0.4914, 0.4822, 0.4465], deviation: [0.247, 0.2435, 0.2616] },
  } as const;
  return { title: before + title, child };
}
