import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useMemo,
} from 'react';
import type { Size } from '../../drawings/plot.ts';
import { extentOf, type RewardInput, rewardRule } from '../../drawings/reward/input.ts';
import type { LineTexts } from '../../drawings/reward/labels.ts';
import { layoutReward, type RewardLayout } from '../../drawings/reward/layout.ts';
import { nearestDot, placeTooltip } from '../../drawings/tooltip.ts';
import { pointerIn } from '../pointerIn.ts';
import { sliderTarget } from '../sliderTarget.ts';
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
const LINE = 16;
const PADDING = 18;
/** Of the tooltip. */
const WIDEST = 380;
const NARROWEST = 160;
const BESIDE = 14;

export function RewardChart(props: RewardChartProps): ReactElement {
  const { input, size, texts, runKey, paused, active, tells = true } = props;
  const { onActive, onSelect, describe, sentenceOf } = props;
  const extent = extentOf(input);
  const [low, high] = extent ?? EMPTY;
  const key = `${runKey} ${extent === null} ${input.chanceLine}`;
  const axis = useAxis(key, low, high, rewardRule(high, input));
  const layout = useMemo(() => layoutReward(input, axis, size, texts), [input, axis, size, texts]);
  const lit = layout.dots.find(({ trial }) => trial === active) ?? null;
  const tooltipId = useId();

  const marks = useMemo(() => [...layout.dots, ...(layout.again?.marks ?? [])], [layout]);
  const pointed = (event: MouseEvent<SVGSVGElement>) =>
    nearestDot(marks, pointerIn(event, size.width), REACH);
  const lines = lit === null || !tells ? [] : describe(lit.trial);
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
          layout={layout}
          active={active}
          onActive={onActive}
          onSelect={onSelect}
          sentenceOf={sentenceOf}
        />
      )}
      {lit && tells && (
        <div
          id={tooltipId}
          role="tooltip"
          className="reward-tooltip"
          style={{
            ...placeTooltip(lit, size, lines.length * LINE + PADDING),
            maxWidth: roomBeside(lit, size),
          }}
        >
          {lines.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <div key={index}>{text}</div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Beside the point, to the edge of the chart; where that is little, the tooltip reaches beyond it. */
const roomBeside = ({ x }: { readonly x: number }, { width }: Size): number =>
  Math.min(WIDEST, Math.max(NARROWEST, (x < width / 2 ? width - x : x) - BESIDE));

type SliderProps = Pick<RewardChartProps, 'active' | 'onActive' | 'onSelect' | 'sentenceOf'> & {
  readonly layout: RewardLayout;
  readonly label: string;
};

/** One tab stop for all dots: arrows walk from trial to trial, Enter shows its cells. */
function DotSlider({ label, layout, active, onActive, onSelect, sentenceOf }: SliderProps): ReactElement {
  const { dots } = layout;
  const last = dots.length - 1;
  const found = dots.findIndex(({ trial }) => trial === active);
  const index = found < 0 ? last : found;
  const dot = dots[index]!;
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = sliderTarget(event.key, index, last);
    if (to !== null) onActive(dots[to]!.trial);
    else if (event.key === 'Enter' || event.key === ' ') onSelect(dot.trial);
    else if (event.key === 'Escape') onActive(null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="reward-slider"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={dots[0]!.trial}
      aria-valuemax={dots[last]!.trial}
      aria-valuenow={dot.trial}
      aria-valuetext={sentenceOf(dot.trial)}
      style={{ left: dot.x, top: dot.y }}
      onFocus={() => onActive(dot.trial)}
      onBlur={() => onActive(null)}
      onKeyDown={onKeyDown}
    />
  );
}
