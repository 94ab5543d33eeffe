import type { ReactElement } from 'react';
import { environmentName } from '../../run/environments.ts';
import type { Settings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import type { InspectionStage, ShownInspection } from '../../store/inspection.ts';
import { tip } from '../parts/tips/tip.ts';
import { keptRule, refusalText } from '../texts/inspection.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import type { ShownChild, TrainedChild } from './child.ts';
import { trainedBy } from './trainedBy.ts';
import './Stage.css';

const says = inspectorTexts.stage;

export interface StageProps {
  readonly child: ShownChild;
  /** Null before anything was asked for. */
  readonly inspection: ShownInspection | null;
  readonly settings: Settings;
}

/** In the place of mistakes and images until the child is open: what is being done, or why there is nothing and what to do. */
export function Stage({ child, inspection, settings }: StageProps): ReactElement {
  return (
    <div className="inspector-stage" aria-live="polite">
      {child.kind === 'trained' ? (
        <Trained child={child} stage={inspection?.stage ?? null} />
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

interface TrainedProps {
  readonly child: TrainedChild;
  readonly stage: InspectionStage | null;
}

function Trained({ child, stage }: TrainedProps): ReactElement {
  if (stage === null) return <NotKept child={child} />;
  switch (stage.type) {
    case 'opening':
      return <p>{says.opening}</p>;
    case 'training':
      return <p className="num">{says.training(stage.progress)}</p>;
    case 'evaluating':
      return <p className="num">{says.evaluating(stage.done, stage.total)}</p>;
    case 'refused': {
      const { what, rest } = refusalText(stage.refusal);
      return (
        <>
          <p className="stage-refused">
            <b>{what}</b> {rest}
          </p>
          {stage.refusal.kind !== 'shared-weights' && <Open child={child} text={says.again} />}
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

function NotKept({ child }: { readonly child: TrainedChild }): ReactElement {
  const { isKept, isShared, seconds, environment } = child;
  const by = usePlayground(({ capabilities }) => trainedBy(environment, capabilities));
  // Of a run that trains on this visit, or of the very same card; else it may be another machine's time.
  const isOwn = usePlayground(({ run }) => Boolean(run?.environment) && by === 'same');
  const isHere = isOwn || (by === 'same' && environment?.backend === 'webgpu');
  if (isKept) return <p>{says.opening}</p>;
  return (
    <>
      <p>
        {says.notKept} {isShared && says.shared}
      </p>
      {!isShared && <Open child={child} text={says.train(seconds, isHere)} />}
      {!isShared && (
        <p className="stage-rule">
          {says.trainedBy(by, environment === undefined ? '' : environmentName(environment))}
        </p>
      )}
      <p className="stage-rule">{keptRule}</p>
    </>
  );
}

function Open({ child, text }: { readonly child: TrainedChild; readonly text: string }): ReactElement {
  const inspect = usePlayground((state) => state.inspect);
  const { trial, training } = child;
  return (
    <button
      type="button"
      className="button stage-open"
      {...tip(says.trainSays)}
      onClick={() => inspect(trial.number, training ?? undefined)}
    >
      {text}
    </button>
  );
}
