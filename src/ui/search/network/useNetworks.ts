import { useDeferredValue, useEffect, useMemo, useReducer } from 'react';
import type { NetworkPart } from '../../../network/parts.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import {
  hasParts,
  type ImageSettings,
  type NetworkChoice,
  type NetworkTotal,
  ownChoice,
  PUBLISHED_SIZES,
  partsOf,
  sameChoice,
  totalOf,
} from './networks.ts';
import { useNetworkView } from './view.ts';

export interface ShownNetwork {
  readonly architecture: Architecture;
  /** Without one, the network is that of the settings. */
  readonly hasRun: boolean;
  readonly images: ImageSettings;
  readonly own: NetworkChoice;
  readonly choice: NetworkChoice;
  /** Whether it is another network than the run's. */
  readonly isOther: boolean;
  readonly parts: readonly NetworkPart[];
  readonly total: NetworkTotal;
  readonly ownTotal: NetworkTotal;
}

/** The network of the pair that is drawn, and what it would be at another size; counted after what was typed is shown. */
export function useShownNetwork(): ShownNetwork {
  const architecture = useDeferredValue(usePlayground((state) => shownPair(state).architecture));
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const hasRun = usePlayground((state) => state.run !== null);
  const whatIf = useDeferredValue(useNetworkView((view) => view.whatIf));
  return useMemo(() => {
    const images = { imageSize: settings.imageSize, dataset: settings.dataset };
    const own = ownChoice(settings);
    const choice = whatIf ?? own;
    const parts = partsOf(architecture, choice, images);
    const ownTotal = totalOf(partsOf(architecture, own, images));
    const isOther = !sameChoice(choice, own);
    return { architecture, hasRun, images, own, choice, isOther, parts, total: totalOf(parts), ownTotal };
  }, [architecture, settings, hasRun, whatIf]);
}

/** What the pair costs at the published sizes; each is counted in a task of its own, and null until then. */
export function usePublishedTotals({
  architecture,
  images,
}: Pick<ShownNetwork, 'architecture' | 'images'>): readonly (NetworkTotal | null)[] {
  const [, counted] = useReducer((count: number) => count + 1, 0);
  const known = PUBLISHED_SIZES.map(({ choice }) => hasParts(architecture, choice, images));
  const next = PUBLISHED_SIZES[known.indexOf(false)];
  useEffect(() => {
    if (next === undefined) return;
    const timer = setTimeout(() => {
      partsOf(architecture, next.choice, images);
      counted();
    });
    return () => clearTimeout(timer);
  }, [architecture, images, next]);
  return PUBLISHED_SIZES.map(({ choice }, index) =>
    known[index] ? totalOf(partsOf(architecture, choice, images)) : null,
  );
}
