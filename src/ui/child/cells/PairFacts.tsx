import { type ReactElement, useMemo } from 'react';
import { isSynthetic } from '../../../data/infos.ts';
import { wasLookedUp } from '../../../search/made.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { endedChild, shownCurrent, shownMade, shownPair } from '../../../store/shown/selectors.ts';
import { shownSlot } from '../../../store/shown/wave.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { asTerm } from '../../classroom/glossary/Term.tsx';
import { compact } from '../../format.ts';
import { usePaced } from '../../hooks/usePaced.ts';
import { Figure } from '../../parts/Figure.tsx';
import { spreadNote, spreadSays, stateOf } from '../../search/board/madeSays.ts';
import { cellsTexts, type Told } from '../../texts/child/cells.ts';
import { commonTexts } from '../../texts/common.ts';
import { pairCost } from './pairCost.ts';
import './PairFacts.css';

const says = cellsTexts.progress;

/** Parameters, multiply-adds and what is happening to the pair that is drawn. */
export function PairFacts({ settings }: { readonly settings: Settings }): ReactElement {
  const architecture = usePlayground((state) => shownPair(state).architecture);
  const { trainable, multiplyAdds } = useCost(architecture, settings);
  return (
    <>
      <span className="fact fact-cost" title={commonTexts.parameters(trainable)}>
        {cellsTexts.parameters(<Figure {...compact(trainable)} />, asTerm)}
      </span>
      <span className="fact fact-cost fact-adds" title={cellsTexts.multiplyAddsSay(multiplyAdds)}>
        {cellsTexts.multiplyAdds(<Figure {...compact(multiplyAdds)} />, asTerm)}
      </span>
      <Inherits />
      <MadeSpread />
      <Progress />
    </>
  );
}

/** As counted for the trial by the search; of other pairs as they would be with these settings. */
function useCost(architecture: Architecture, settings: Settings) {
  const trial = usePlayground(
    ({ run }) => run?.trials.find((one) => one.architecture === architecture) ?? null,
  );
  const live = usePlayground(({ run }) => {
    const all = [run?.current, run?.making, ...(run?.training ?? [])];
    const training = all.find((one) => one?.architecture === architecture);
    return training?.cost ?? null;
  });
  const { cellsPerStage, filters, imageSize, dataset } = settings;
  const known = trial ?? live;
  return useMemo(
    () => known ?? pairCost(architecture, { cellsPerStage, filters, imageSize, dataset }),
    [known, architecture, cellsPerStage, filters, imageSize, dataset],
  );
}

/** How far the trainings of a child by hand lie apart. */
function MadeSpread(): ReactElement | null {
  const child = usePlayground(shownMade);
  const text = child && spreadNote(child);
  return text ? (
    <span className="fact num fact-spread" title={spreadSays(child) ?? undefined}>
      {text}
    </span>
  ) : null;
}

/** What the child that is drawn began with; nothing without weight sharing. */
function Inherits(): ReactElement | null {
  const text = usePlayground(inheritsOf);
  return text === null ? null : <span className="fact fact-inherits">{text}</span>;
}

function inheritsOf(state: PlaygroundState): string | null {
  const { run } = state;
  const { trial: number } = shownPair(state);
  const current = shownCurrent(state);
  const child = current ? { ...current, ...current.cost } : endedChild(run, number);
  return child?.inherited === undefined ? null : commonTexts.inherits(child.inherited, child.trainable);
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
const progressOf = (state: PlaygroundState): string => toldOf(state).join('|');

function toldOf(state: PlaygroundState): Told {
  const { run } = state;
  const { trial: number } = shownPair(state);
  if (run?.phase === 'preparing' && run.data && run.data.stage !== 'ready') {
    const { doneBytes, totalBytes } = run.data;
    return totalBytes > 0 ? says.images(doneBytes, totalBytes) : says.waiting;
  }
  const slot = shownSlot(state);
  if (slot?.stands === 'coming') return says.coming;
  if (slot?.stands === 'waiting')
    return slot.trial?.accuracy == null ? says.failed : says.waits(slot.trial.accuracy);
  const current = shownCurrent(state);
  if (current) {
    const { step, cost, evaluating, compiling, again } = current;
    if (compiling !== undefined) return says.compiling(compiling);
    if (evaluating) return says.evaluating(evaluating.done, evaluating.total);
    return says.step(step, cost.steps, again !== undefined);
  }
  const made = shownMade(state);
  const waits = run && made && stateOf(made, run.madeQueue, run.making);
  if (waits) return ['', '', waits];
  const trial = endedChild(run, number);
  if (!run || !trial) return says.untrained;
  if (trial.accuracy === null) return says.failed;
  return says.accuracy(
    trial.accuracy,
    trial.budget,
    isSynthetic(run.settings.dataset),
    made === null ? run.settings.rewards === 'table' : made.trainings.some(wasLookedUp),
  );
}
