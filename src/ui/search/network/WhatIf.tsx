import type { ReactElement } from 'react';
import { tip } from '../../parts/tips/tip.ts';
import { Words } from '../../parts/Words.tsx';
import { networkTexts } from '../../texts/charts/network.ts';
import { leastFilters, type NetworkChoice, RANGE, sameChoice, stemsFor } from './networks.ts';
import { Stepper } from './Stepper.tsx';
import type { ShownNetwork } from './useNetworks.ts';
import { useNetworkChange, useNetworkView } from './view.ts';
import './WhatIf.css';

const texts = networkTexts.whatIf;

/** N, F, stem and images of another network of the same cells. */
export function WhatIf({ network }: { readonly network: ShownNetwork }): ReactElement {
  const { own, images } = network;
  // What is typed shows at once, its counts a task later.
  const choice = useNetworkView((view) => view.whatIf) ?? own;
  const change = useNetworkChange();
  const set = (some: Partial<NetworkChoice>): void => {
    const next = { ...choice, ...some };
    const whatIf = { ...next, filters: Math.max(next.filters, leastFilters(next.stem)) };
    change({ whatIf: sameChoice(whatIf, own) ? null : whatIf });
  };
  return (
    <fieldset aria-label={texts.name}>
      <div className="what-if-sizes">
        <b>{texts.title}</b>
        <Stepper
          label={texts.cells}
          term="cells-a-stage"
          says={texts.cellsSay}
          value={choice.cellsPerStage}
          range={RANGE.cellsPerStage}
          step={1}
          onChange={(cellsPerStage) => set({ cellsPerStage })}
        />
        <Stepper
          label={texts.filters}
          term="filters"
          says={texts.filtersSay}
          value={choice.filters}
          range={[leastFilters(choice.stem), RANGE.filters[1]]}
          step={4}
          onChange={(filters) => set({ filters })}
        />
      </div>
      <div className="what-if-stems">
        <Words
          name={texts.stems}
          words={stemsFor(images).map((stem) => [
            stem,
            networkTexts.stem(stem, images.imageSize),
            networkTexts.stemSays[stem],
          ])}
          chosen={choice.stem}
          onChoose={(stem) => set({ stem })}
        />
        <button
          type="button"
          className="link what-if-reset"
          {...tip(texts.resetSays)}
          onClick={() => change({ whatIf: null })}
        >
          {texts.reset}
        </button>
      </div>
    </fieldset>
  );
}
