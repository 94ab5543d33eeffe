import { type ReactElement, useMemo } from 'react';
import { buildCifar } from '../../network/build.ts';
import { countGraph } from '../../network/counts.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { usePlayground } from '../../store/context.ts';
import { shownPair } from '../../store/selectors.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { compact, counted, inheritsText, megabytes, percent, whole } from '../format.ts';
import { usePaced } from '../hooks/usePaced.ts';
import { Figure } from '../parts/Figure.tsx';
import './PairFacts.css';

/** Parameters, multiply-adds and what is happening to the pair that is drawn. */
export function PairFacts({ settings }: { readonly settings: Settings }): ReactElement {
  const architecture = usePlayground((state) => shownPair(state).architecture);
  const { trainable, multiplyAdds } = useCost(architecture, settings);
  return (
    <>
      <span className="fact fact-cost" title={`${whole(trainable)} trainable parameters`}>
        <Figure {...compact(trainable)} /> parameters
      </span>
      <span className="fact fact-cost fact-adds" title={`${whole(multiplyAdds)} multiply-adds for one image`}>
        <Figure {...compact(multiplyAdds)} /> multiply-adds
      </span>
      <Inherits />
      <Progress />
    </>
  );
}

/** As counted for the trial by the search; of other pairs as they would be with these settings. */
function useCost(architecture: Architecture, settings: Settings) {
  const trial = usePlayground(
    ({ run }) => run?.trials.find((one) => one.architecture === architecture) ?? null,
  );
  const live = usePlayground(({ run }) =>
    run?.current?.architecture === architecture ? run.current.cost : null,
  );
  const { cellsPerStage, filters, imageSize } = settings;
  const known = trial ?? live;
  return useMemo(
    () =>
      known ?? countGraph(buildCifar(architecture, { ...safeSize(cellsPerStage, filters), size: imageSize })),
    [known, architecture, cellsPerStage, filters, imageSize],
  );
}

/** A figure that is being typed may be no size at all; the drawing stays. */
function safeSize(cellsPerStage: number, filters: number): { cellsPerStage: number; filters: number } {
  const whole = (value: number, most: number): number => Math.min(most, Math.max(1, Math.round(value) || 1));
  return { cellsPerStage: whole(cellsPerStage, 20), filters: whole(filters, 256) };
}

/** What the child that is drawn began with; nothing without weight sharing. */
function Inherits(): ReactElement | null {
  const text = usePlayground(inheritsOf);
  return text === null ? null : <span className="fact fact-inherits">{text}</span>;
}

function inheritsOf(state: PlaygroundState): string | null {
  const { run } = state;
  const { trial: number } = shownPair(state);
  const current = run?.current?.number === number ? run?.current : null;
  const child = current ? { ...current, ...current.cost } : run?.trials.find((one) => one.number === number);
  return child?.inherited === undefined ? null : inheritsText(child.inherited, child.trainable);
}

function Progress(): ReactElement {
  const text = usePaced(progressOf, kindOf);
  const [before = '', figure = '', after = ''] = text.split('|');
  return (
    <span className="fact num fact-progress">
      {before} <b>{figure}</b> {after}
    </span>
  );
}

const kindOf = (text: string): string => text.split('|')[0] ?? '';

/** Words, figure, words: one text, so that equal ones draw nothing anew. */
function progressOf(state: PlaygroundState): string {
  const { run } = state;
  const { trial: number } = shownPair(state);
  if (run?.phase === 'preparing' && run.data && run.data.stage !== 'ready') {
    return run.data.totalBytes > 0
      ? `images|${megabytes(run.data.doneBytes, run.data.totalBytes)}|`
      : 'images||waiting';
  }
  const current = run?.current;
  if (current && current.number === number) {
    if (current.evaluating) {
      return `held out|${whole(current.evaluating.done)}|of ${whole(current.evaluating.total)}`;
    }
    return `step|${whole(current.step)}|of ${whole(current.cost.steps)}`;
  }
  const trial = run?.trials.find((one) => one.number === number);
  if (!run || !trial) return '||not trained here';
  if (trial.accuracy === null) return '||failed';
  const after = trial.budget === undefined ? '' : ` after ${counted(trial.budget, 'epoch', 'epochs')}`;
  return `held out|${percent(trial.accuracy)}|%${after}${run.settings.dataset === 'synthetic' ? ', synthetic' : ''}`;
}
