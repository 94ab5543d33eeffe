import type { ReactElement } from 'react';
import type { Settings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import type { InspectionStage, ShownInspection } from '../../store/inspection.ts';
import { tip } from '../parts/tips/tip.ts';
import { keptRule, refusalText } from '../texts/inspection.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import type { ShownChild, TrainedChild } from './child.ts';
import './Stage.css';

const says = inspectorTexts.stage;

export interface StageProps {
  readonly child: ShownChild;
  /** Null before anything was asked for. */
  readonly inspection: ShownInspection | null;
  readonly settings: Settings;
  /** Before a button leaves that has the focus: takes it to what stays. */
  readonly onPress: () => void;
}

/** In the place of mistakes and images until the child is open: what is being done, or why there is nothing and what to do. */
export function Stage({ child, inspection, settings, onPress }: StageProps): ReactElement {
  return (
    <div className="inspector-stage" aria-live="polite">
      {child.kind === 'trained' ? (
        <Trained child={child} stage={inspection?.stage ?? null} onPress={onPress} />
      ) : (
        <p>{sentenceOf(child, settings)}</p>
      )}
    </div>
  );
}

function sentenceOf(child: Exclude<ShownChild, TrainedChild>, settings: Settings): string {
  switch (child.kind) {
    case 'pair':
      return says.pair;
    case 'missing':
      return says.missing(child.number);
    case 'not-yet':
      return says.notYet(child.number);
    case 'in-training':
      return says.inTraining;
    case 'failed':
      return says.failed(child.reason);
    case 'looked-up':
      return inspectorTexts.lookedUp(
        child.trial.right === undefined ? null : judgedBy(child.trial.right, settings),
      );
    default:
      return child satisfies never;
  }
}

/** Images of so many bits; the last byte of a text may be padded. */
const judgedBy = (right: string, { validationImages }: Settings): number =>
  Math.min(validationImages, 8 * Math.floor((3 * right.replace(/=+$/, '').length) / 4));

interface TrainedProps extends Pick<StageProps, 'onPress'> {
  readonly child: TrainedChild;
  readonly stage: InspectionStage | null;
}

function Trained({ child, stage, onPress }: TrainedProps): ReactElement {
  if (stage === null) return <NotKept child={child} onPress={onPress} />;
  switch (stage.type) {
    case 'opening':
      return <p>{says.opening}</p>;
    case 'training':
      return (
        <>
          <p className="num">{says.training(stage.progress)}</p>
          <p className="stage-rule">{says.leaving}</p>
          <Cancel onPress={onPress} />
        </>
      );
    case 'evaluating':
      return <p className="num">{says.evaluating(stage.done, stage.total)}</p>;
    case 'refused': {
      const { what, rest } = refusalText(stage.refusal);
      return (
        <>
          <p className="stage-refused">
            <b>{what}</b> {rest}
          </p>
          {stage.refusal.kind !== 'shared-weights' && (
            <Open child={child} text={says.again} onPress={onPress} />
          )}
        </>
      );
    }
    // An open one has its views in this place.
    case 'open':
      return <p>{says.opening}</p>;
    default:
      return stage satisfies never;
  }
}

function NotKept({ child, onPress }: Omit<TrainedProps, 'stage'>): ReactElement {
  const { isKept, isShared, seconds } = child;
  if (isKept) return <p>{says.opening}</p>;
  return (
    <>
      <p>
        {says.notKept} {isShared && says.shared}
      </p>
      {!isShared && <Open child={child} text={says.train(seconds)} onPress={onPress} />}
      <p className="stage-rule">{keptRule}</p>
    </>
  );
}

function Open({
  child,
  text,
  onPress,
}: Omit<TrainedProps, 'stage'> & { readonly text: string }): ReactElement {
  const inspect = usePlayground((state) => state.inspect);
  const { trial, training } = child;
  return (
    <button
      type="button"
      className="button stage-open"
      {...tip(says.trainSays)}
      onClick={() => {
        onPress();
        inspect(trial.number, training ?? undefined);
      }}
    >
      {text}
    </button>
  );
}

function Cancel({ onPress }: Pick<TrainedProps, 'onPress'>): ReactElement {
  const close = usePlayground((state) => state.closeInspection);
  return (
    <button
      type="button"
      className="button stage-open"
      onClick={() => {
        onPress();
        close();
      }}
    >
      {says.cancel}
    </button>
  );
}
