import type { ReactElement } from 'react';
import type { Beside } from '../../../store/shown/layer.ts';
import { tip } from '../../parts/tips/tip.ts';
import { differencesTexts as texts } from '../../texts/child/layer/differences.ts';
import { type Candidates, type ComparedChild, keyOf, type TitledPair } from './children.ts';
import './Choose.css';

export interface ChooseProps {
  readonly first: ComparedChild;
  readonly second: Pick<ComparedChild, 'id' | 'name'>;
  readonly candidates: Candidates;
  readonly onChoose: (id: Beside) => void;
  /** Null where there is nothing to swap with. */
  readonly onSwap: (() => void) | null;
}

/** "child 13 beside child 20", the second one a menu; and Swap. */
export function Choose({ first, second, candidates, onChoose, onSwap }: ChooseProps): ReactElement {
  const { trials, made, pinned, published } = candidates;
  const all: readonly Beside[] = [...trials, ...made, ...pinned, ...published];
  const titles = (label: string, pairs: readonly TitledPair[]) =>
    pairs.length > 0 && (
      <optgroup label={label}>
        {pairs.map((pair) => (
          <option key={pair.title} value={keyOf(pair)}>
            {pair.title}
          </option>
        ))}
      </optgroup>
    );
  // A pair that came with a link stands in no list, and is the second one after a swap.
  const isListed = all.some((id) => keyOf(id) === keyOf(second.id));
  return (
    <>
      <span className="two-choose">
        {texts.beside(
          first.name,
          <select
            aria-label={texts.second}
            {...tip(texts.secondSays)}
            value={keyOf(second.id)}
            onChange={({ currentTarget }) => {
              const id = all.find((one) => keyOf(one) === currentTarget.value);
              if (id !== undefined) onChoose(id);
            }}
          >
            {!isListed && <option value={keyOf(second.id)}>{second.name}</option>}
            {trials.length > 0 && (
              <optgroup label={texts.groups.trials}>
                {trials.map((number) => (
                  <option key={number} value={keyOf(number)}>
                    {texts.child(number)}
                  </option>
                ))}
              </optgroup>
            )}
            {made.length > 0 && (
              <optgroup label={texts.groups.made}>
                {made.map((number) => (
                  <option key={number} value={keyOf(number)}>
                    {texts.child(number)}
                  </option>
                ))}
              </optgroup>
            )}
            {titles(texts.groups.pinned, pinned)}
            {titles(texts.groups.published, published)}
          </select>,
        )}
      </span>
      {onSwap && (
        <button type="button" className="button" {...tip(texts.swapSays)} onClick={onSwap}>
          {texts.swap}
        </button>
      )}
    </>
  );
}
