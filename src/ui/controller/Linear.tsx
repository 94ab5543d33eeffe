import { type CSSProperties, type ReactElement, useDeferredValue, useMemo } from 'react';
import { operationWords, stateWords } from '../../drawings/cell/sentences.ts';
import { judgedByModel } from '../../run/controller/linear.ts';
import { usePlayground } from '../../store/context.ts';
import { shownPair } from '../../store/selectors.ts';
import type { Feature } from '../../strategies/linear/features.ts';
import type { Effect } from '../../strategies/linear/learned.ts';
import { controllerTexts } from '../texts/controller.ts';
import { useShownRun } from './useShownRun.ts';
import './Others.css';

const texts = controllerTexts.linear;

/** Coefficients that are told. */
const MOST = 14;

/** What a linear model had learned when it proposed the child that is shown, and what it expected of that. */
export function Linear({ child: now }: { readonly child: number }): ReactElement {
  // A fit takes longer than a frame: what is walked along must not wait for it.
  const child = useDeferredValue(now);
  const { trials, updates, settings } = useShownRun();
  const architecture = usePlayground((state) => shownPair(state).architecture);
  const proposed = trials[child - 1]?.architecture ?? architecture;
  const told = useMemo(
    () => judgedByModel({ trials, updates, settings }, child, proposed),
    [trials, updates, settings, child, proposed],
  );
  const { learned, prediction, children, came, candidates } = told;
  const effects = [...(learned?.effects ?? [])]
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
    .slice(0, MOST);
  const scale = learned?.rewardPerScore ?? 1;
  const reach = Math.max(1e-9, ...effects.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return (
    <div className="others">
      <section className="others-main">
        <h3>{texts.title}</h3>
        {effects.length === 0 ? (
          <p>{texts.tooFew(children)}</p>
        ) : (
          <>
            <p className="hint">{texts.note}</p>
            {/* biome-ignore lint/a11y/noRedundantRoles: without its marks Safari no longer takes it for a list */}
            <ul className="effects" role="list" aria-label={texts.list}>
              {effects.map((effect) => (
                <Coefficient
                  key={JSON.stringify(effect.feature)}
                  effect={effect}
                  scale={scale}
                  reach={reach}
                />
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="others-side">
        <h3>{controllerTexts.childOpens(child)}</h3>
        <p>
          {prediction === null
            ? texts.random(child, settings.initialChildren)
            : texts.chosen(child, settings.explorationWeight, candidates)}
        </p>
        {prediction !== null && <p>{texts.expected(prediction.mean, prediction.deviation, came)}</p>}
        {learned !== null && learned.hidden > 0 && <p className="hint">{texts.hidden(learned.hidden)}</p>}
      </section>
    </div>
  );
}

interface CoefficientProps {
  readonly effect: Effect;
  /** What a score of 1 is worth in rewards. */
  readonly scale: number;
  /** The greatest score that is drawn. */
  readonly reach: number;
}

function Coefficient({ effect, scale, reach }: CoefficientProps): ReactElement {
  const { feature, mean, low, high } = effect;
  const at = (score: number): number => 0.5 + score / reach / 2;
  const name = nameOf(feature);
  return (
    <li
      className="effect"
      data-sure={low > 0 || high < 0 || undefined}
      style={{ '--low': at(low), '--mean': at(mean), '--high': at(high) } as CSSProperties}
    >
      <span className="hidden-text">{texts.spoken(name, mean * scale, low * scale, high * scale)}</span>
      <span aria-hidden="true">{name}</span>
      <span className="effect-line" aria-hidden="true" />
      <span className="num" aria-hidden="true">
        {texts.effect(mean * scale)}
      </span>
    </li>
  );
}

function nameOf(feature: Feature): string {
  const names = texts.feature;
  switch (feature.kind) {
    case 'operation':
      return names.anywhere(feature.cell, operationWords(feature.choice));
    case 'operationAt':
      return names.operation(feature.cell, feature.block, feature.slot, operationWords(feature.choice));
    case 'inputAt':
      return names.input(feature.cell, feature.block, feature.slot, stateWords(feature.choice));
    case 'combinerAt':
      return names.combiner(feature.cell, feature.block, feature.choice);
    case 'trainable':
    case 'multiplyAdds':
      return names[feature.kind];
    default:
      return feature satisfies never;
  }
}
