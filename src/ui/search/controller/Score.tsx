import { type CSSProperties, type ReactElement, useMemo, useRef, useState } from 'react';
import { ScoreChart } from '../../../charts/controller/ScoreChart.tsx';
import { HEAT_STEPS, heatOf } from '../../../drawings/controller/heat.ts';
import { layoutScore } from '../../../drawings/controller/score.ts';
import { entropyOf } from '../../../run/controller/undecided.ts';
import type { CellKind } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { plain } from '../../format.ts';
import { useSize } from '../../hooks/useSize.ts';
import { tip } from '../../parts/tips/tip.ts';
import { controllerTexts as texts } from '../../texts/charts/controller.ts';
import { commonTexts } from '../../texts/common.ts';
import { choiceWords } from './Choice.tsx';
import { DecisionFigures } from './DecisionFigures.tsx';
import { EntropyLine } from './EntropyLine.tsx';
import type { Story } from './story.ts';
import { UpdateFigures } from './UpdateFigures.tsx';
import { useShownRun } from './useShownRun.ts';
import { useWalk } from './useWalk.ts';
import { useControllerView, useControllerViewStore } from './view.ts';
import '../../parts/styles/cellTab.css';
import './Score.css';

export interface ScoreProps {
  readonly story: Extract<Story, { kind: 'decisions' }>;
  readonly child: number | null;
  readonly isFixed: boolean;
}

const KINDS = ['normal', 'reduction'] as const satisfies readonly CellKind[];
/** Of the drawing where the panel leaves its height to it, px. */
const FREE = 330;

/** The decisions of a pair as a score; one of them in figures, and the update that learned from the pair. */
export function Score({ story, child, isFixed }: ScoreProps): ReactElement {
  const { decisions, operations, by } = story;
  const [box, size] = useSize<HTMLDivElement>();
  const { setState: set } = useControllerViewStore();
  const chosen = {
    kind: useControllerView((view) => view.kind),
    index: useControllerView((view) => view.index),
  };
  const [pointed, setPointed] = useState<number | null>(null);
  const told = useControllerView((view) => view.told);
  const repeats = usePlayground(({ run, settings }) => (run?.settings ?? settings).repeatGraphs);
  const { trials } = useShownRun();
  const walk = useWalk(decisions);

  const at = walk.made === null ? null : decisions[walk.made - 1];
  const kind = at?.cell ?? chosen.kind;
  const own = useMemo(() => decisions.filter(({ cell }) => cell === kind), [decisions, kind]);
  const made =
    walk.made === null ? own.length : own.filter((one) => decisions.indexOf(one) < walk.made!).length;
  const selected = at ? own.indexOf(at) : Math.min(chosen.index, own.length - 1);
  const active = pointed !== null && pointed < own.length ? pointed : selected;
  const width = size?.width ?? 0;
  const height = isFixed ? (size?.height ?? 0) : FREE;
  const layout = useMemo(
    () => (width === 0 ? null : layoutScore({ decisions: own, operations, made }, { width, height })),
    [own, operations, made, width, height],
  );
  const decision = own[active];
  const step = useRef<HTMLButtonElement>(null);
  const end = (): void => {
    walk.end();
    step.current?.focus();
  };
  // A walk goes from decision to decision.
  const begin = (): void => {
    set({ told: 'decision' });
    walk.next();
  };
  const choose = (index: number): void => {
    walk.end();
    set({ kind, index });
  };
  const sentenceOf = (index: number): string => {
    const { block, slot, kind: what, probabilities, choice } = own[index]!;
    const place = texts.place({ block, slot, kind: what });
    if (index >= made) return texts.spokenComing(place);
    const { bits, most } = entropyOf([own[index]!]);
    return texts.spoken(place, choiceWords(what, choice, operations), probabilities[choice] ?? 0, bits, most);
  };
  const note =
    by === 'controller'
      ? null
      : by === 'nobody'
        ? texts.even.pair
        : repeats
          ? texts.even.randomRepeating
          : texts.even.random;
  return (
    <>
      <div className="score-top">
        {KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className="cell-tab"
            aria-pressed={one === kind}
            onClick={() => {
              walk.end();
              set({ kind: one });
            }}
          >
            {commonTexts.cellNames[one]}
          </button>
        ))}
        <HeatKey />
        <fieldset className="score-walk" aria-label={texts.walk.controls}>
          {walk.made !== null && (
            <span className="hint num">{texts.walk.at(walk.made, decisions.length)}</span>
          )}
          {walk.made !== null && (
            <button type="button" className="button" aria-disabled={walk.made <= 1} onClick={walk.back}>
              {texts.walk.back}
            </button>
          )}
          {/* One button throughout, so that whoever walks by keys stays on it. */}
          <button
            ref={step}
            type="button"
            className="button"
            data-walks
            aria-disabled={walk.made !== null && walk.made >= decisions.length}
            {...(walk.made === null ? tip(texts.walk.says) : {})}
            onClick={begin}
          >
            {walk.made === null ? texts.walk.name : texts.walk.next}
          </button>
          {walk.made !== null && (
            <button type="button" className="link" {...tip(texts.walk.endSays)} onClick={end}>
              {texts.walk.end}
            </button>
          )}
        </fieldset>
      </div>
      <div ref={box} className="score-box" data-fixed={isFixed || undefined}>
        {own.length === 0 ? (
          <p className="score-fixed">{kind === 'normal' ? texts.fixedNormal : texts.fixed}</p>
        ) : (
          layout && (
            <ScoreChart
              layout={layout}
              texts={texts.score}
              active={active}
              onPoint={setPointed}
              onSelect={choose}
              summary={summaryOf(kind, child, own)}
              sentenceOf={sentenceOf}
            />
          )
        )}
      </div>
      <div className="score-side">
        <div className="score-told">
          {by === 'controller' &&
            (['decision', 'update'] as const).map((one) => (
              <button
                key={one}
                type="button"
                className="word-choice"
                aria-pressed={one === told}
                onClick={() => set({ told: one })}
              >
                {texts.tabs[one]}
              </button>
            ))}
        </div>
        {decision &&
          (told === 'decision' || by !== 'controller' ? (
            <DecisionFigures
              decision={decision}
              number={active + 1}
              total={own.length}
              isMade={active < made}
              operations={operations}
              own={own}
              by={by}
              first={by === 'controller' ? trials.find((one) => one.decisions !== undefined) : undefined}
              isSpoken={walk.made !== null}
            />
          ) : (
            <UpdateFigures decision={decision} operations={operations} child={child ?? 0} />
          ))}
        {note !== null && <p className="hint score-given">{note}</p>}
      </div>
      <EntropyLine child={child} />
    </>
  );
}

/** Which colour is which probability. */
function HeatKey(): ReactElement {
  return (
    <span className="heat-key hint num" aria-hidden="true">
      {texts.heat}
      {HEAT_STEPS.map((p) => (
        <span key={p}>
          <i style={{ '--heat': heatOf(p) } as CSSProperties} />
          {plain(p)}
        </span>
      ))}
    </span>
  );
}

/** Of one cell, for a screen reader. */
function summaryOf(cell: CellKind, child: number | null, own: readonly Decision[]): string {
  const { bits, most } = entropyOf(own);
  const shares = own.map((one) => {
    const entropy = entropyOf([one]);
    return entropy.most === 0 ? 0 : entropy.bits / entropy.most;
  });
  const firm = own[shares.indexOf(Math.min(...shares))];
  const open = own[shares.indexOf(Math.max(...shares))];
  const isEven = Math.max(...shares) - Math.min(...shares) < 1e-6;
  return texts.summary({
    cell,
    child,
    decisions: own.length,
    share: most === 0 ? 0 : bits / most,
    firm: firm && !isEven ? texts.placeSpoken(firm) : null,
    open: open && !isEven ? texts.placeSpoken(open) : null,
  });
}
