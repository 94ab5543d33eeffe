import { type MouseEvent, type ReactElement, type ReactNode, useMemo } from 'react';
import type { Size } from '../../drawings/plot/plot.ts';
import { extentOf, type RewardInput, rewardRule } from '../../drawings/reward/input.ts';
import type { LineTexts } from '../../drawings/reward/labels.ts';
import { layoutReward } from '../../drawings/reward/layout.ts';
import { nearestDot } from '../../drawings/tooltip.ts';
import { ChartTooltip } from '../parts/ChartTooltip.tsx';
import { DotSlider } from '../parts/DotSlider.tsx';
import { pointerIn } from '../pointerIn.ts';
import { useAxis } from '../useAxis.ts';
import { RewardFigure, type RewardFigureTexts } from './RewardFigure.tsx';
import './RewardChart.css';

/** Rewards over trials, with a slider over the dots for the keyboard. */

export interface RewardTexts extends RewardFigureTexts, LineTexts {
  /** Accessible name of the slider over the dots. */
  readonly slider: string;
}

export interface RewardChartProps {
  readonly input: RewardInput;
  readonly size: Size;
  readonly texts: RewardTexts;
  /** Names the run: within one, the axis never shrinks. */
  readonly runKey: string;
  readonly paused: boolean;
  /** The trial lit up here or elsewhere on the page. */
  readonly active: number | null;
  /** Whether what is lit up has its tooltip here, and not where it was touched. */
  readonly tells?: boolean;
  readonly onActive: (trial: number | null) => void;
  readonly onSelect: (trial: number) => void;
  /** Lines of the tooltip, the first one bold. */
  readonly describe: (trial: number) => readonly ReactNode[];
  /** What a screen reader says of a trial. */
  readonly sentenceOf: (trial: number) => string;
}

/** What is shown before there is anything to show. */
const EMPTY = [0, 50] as const;
const REACH = 24;
/** Of the tooltip. */
const WIDEST = 380;

export function RewardChart(props: RewardChartProps): ReactElement {
  const { input, size, texts, runKey, paused, active, tells = true } = props;
  const { onActive, onSelect, describe, sentenceOf } = props;
  const extent = extentOf(input);
  const [low, high] = extent ?? EMPTY;
  const key = `${runKey} ${extent === null} ${input.chanceLine}`;
  const axis = useAxis(key, low, high, rewardRule(high, input));
  const layout = useMemo(() => layoutReward(input, axis, size, texts), [input, axis, size, texts]);
  const lit = layout.dots.find(({ trial }) => trial === active) ?? null;

  const marks = useMemo(() => [...layout.dots, ...(layout.again?.marks ?? [])], [layout]);
  const pointed = (event: MouseEvent<SVGSVGElement>) =>
    nearestDot(marks, pointerIn(event, size.width), REACH);
  return (
    <div className="reward-chart" style={size}>
      <RewardFigure
        layout={layout}
        texts={texts}
        paused={paused}
        active={lit?.trial ?? null}
        onPointerMove={(event) => onActive(pointed(event)?.trial ?? null)}
        onPointerLeave={() => onActive(null)}
        onClick={(event) => {
          const dot = pointed(event);
          if (dot) onSelect(dot.trial);
        }}
      />
      {layout.dots.length > 0 && (
        <DotSlider
          label={texts.slider}
          dots={layout.dots}
          idOf={({ trial }) => trial}
          active={active}
          rests="last"
          onActive={onActive}
          onSelect={onSelect}
          sentenceOf={sentenceOf}
        />
      )}
      {lit && tells && <ChartTooltip at={lit} size={size} lines={describe(lit.trial)} widest={WIDEST} />}
    </div>
  );
}
