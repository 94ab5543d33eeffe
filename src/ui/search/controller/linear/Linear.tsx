import { type ReactElement, useMemo } from 'react';
import { IntervalAxis, IntervalMark } from '../../../../charts/comparison/Intervals.tsx';
import { operationWords, stateWords } from '../../../../drawings/cell/sentences.ts';
import { type IntervalsLayout, layoutIntervals } from '../../../../drawings/comparison/intervals.ts';
import { type Judged, linearQuestion } from '../../../../run/controller/linear.ts';
import type { Settings } from '../../../../settings/settings.ts';
import { usePlayground } from '../../../../store/context.ts';
import { inTraining, shownPair } from '../../../../store/shown/selectors.ts';
import type { Feature } from '../../../../strategies/linear/features.ts';
import type { Effect } from '../../../../strategies/linear/learned.ts';
import { pairCost } from '../../../child/cells/pairCost.ts';
import { State } from '../../../child/cells/State.tsx';
import { Marked } from '../../../classroom/glossary/Marked.tsx';
import { Term } from '../../../classroom/glossary/Term.tsx';
import { controllerTexts } from '../../../texts/charts/controller.ts';
import { useShownRun } from '../useShownRun.ts';
import { useJudged } from './useJudged.ts';
import '../Others.css';

const texts = controllerTexts.linear;

/** Coefficients that are told. */
const MOST = 14;

/** What a linear model had learned when it proposed the child that is shown, and what it expected of that. */
export function Linear({ child }: { readonly child: number }): ReactElement {
  const { trials, updates, settings } = useShownRun();
  const architecture = usePlayground((state) => shownPair(state).architecture);
  const counted = usePlayground((state) => inTraining(state, child)?.cost ?? null);
  const cost = useMemo(() => counted ?? pairCost(architecture, settings), [counted, architecture, settings]);
  const question = useMemo(
    () => linearQuestion({ trials, updates, settings }, child, architecture, cost),
    [trials, updates, settings, child, architecture, cost],
  );
  const answered = useJudged(question);
  if (answered === null) return <p className="others-none">{texts.waiting}</p>;
  if (answered.judged === null) return <p className="others-none">{texts.failed(answered.why)}</p>;
  // Until it is told of the child that is shown, what is told is of the one before.
  const isOf = answered.question === question;
  return <Told child={child} judged={answered.judged} isOf={isOf} settings={settings} />;
}

interface ToldProps {
  readonly child: number;
  readonly judged: Judged;
  readonly isOf: boolean;
  readonly settings: Settings;
}

function Told({ child, judged, isOf, settings }: ToldProps): ReactElement {
  const { learned, prediction, children, came, candidates } = judged;
  const effects = [...(learned?.effects ?? [])]
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
    .slice(0, MOST);
  const scale = learned?.rewardPerScore ?? 1;
  const layout = layoutIntervals(
    effects.map(({ mean, low, high }) => ({
      mean: 100 * scale * mean,
      low: 100 * scale * low,
      high: 100 * scale * high,
    })),
  );
  return (
    <div className="others" aria-busy={!isOf}>
      <section className="others-main">
        <h3>
          <Term id="linear-model">{texts.title}</Term>
        </h3>
        {effects.length === 0 ? (
          <p>{texts.tooFew(children)}</p>
        ) : (
          <>
            <p className="hint">
              <Marked text={texts.note} terms={['confidence-interval']} />
            </p>
            <div className="worth worth-axis">
              <span />
              <IntervalAxis layout={layout} zero={texts.zero} />
            </div>
            {/* biome-ignore lint/a11y/noRedundantRoles: without its marks Safari no longer takes it for a list */}
            <ul className="worths" role="list" aria-label={texts.list}>
              {effects.map((effect, place) => (
                <Coefficient
                  key={JSON.stringify(effect.feature)}
                  effect={effect}
                  scale={scale}
                  layout={layout}
                  place={place}
                />
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="others-side">
        <h3>{controllerTexts.childOpens(child)}</h3>
        {!isOf && <p className="hint">{texts.waiting}</p>}
        <p hidden={!isOf}>
          {prediction === null
            ? texts.random(child, settings.initialChildren)
            : texts.chosen(child, settings.explorationWeight, candidates)}
        </p>
        {isOf && prediction !== null && <p>{texts.expected(prediction.mean, prediction.deviation, came)}</p>}
        {learned !== null && learned.hidden > 0 && <p className="hint">{texts.hidden(learned.hidden)}</p>}
      </section>
    </div>
  );
}

interface CoefficientProps {
  readonly effect: Effect;
  /** What a score of 1 is worth in rewards. */
  readonly scale: number;
  readonly layout: IntervalsLayout;
  /** Its row of the layout. */
  readonly place: number;
}

function Coefficient({ effect, scale, layout, place }: CoefficientProps): ReactElement {
  const { feature, mean, low, high } = effect;
  const isSure = low > 0 || high < 0;
  const name = nameOf(feature);
  const state = feature.kind === 'inputAt' ? feature.choice : null;
  const said = state === null ? name : `${name} ${stateWords(state)}`;
  return (
    <li className="worth" data-sure={isSure || undefined}>
      <span className="hidden-text">{texts.spoken(said, mean * scale, low * scale, high * scale)}</span>
      <span aria-hidden="true">
        {name} {state !== null && <State index={state} />}
      </span>
      <span className="worth-line" aria-hidden="true">
        <IntervalMark layout={layout} row={layout.rows[place] ?? null} isTold={isSure} />
      </span>
      <span className="num" aria-hidden="true">
        {texts.effect(mean * scale)}
      </span>
    </li>
  );
}

/** Without the state of an input, which is no plain text. */
function nameOf(feature: Feature): string {
  const names = texts.feature;
  switch (feature.kind) {
    case 'operation':
      return names.anywhere(feature.cell, operationWords(feature.choice));
    case 'operationAt':
      return names.operation(feature.cell, feature.block, feature.slot, operationWords(feature.choice));
    case 'inputAt':
      return names.input(feature.cell, feature.block, feature.slot);
    case 'combinerAt':
      return names.combiner(feature.cell, feature.block, feature.choice);
    case 'trainable':
    case 'multiplyAdds':
      return names[feature.kind];
    default:
      return feature satisfies never;
  }
}
