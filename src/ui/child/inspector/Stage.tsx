import type { ReactElement } from 'react';
import { environmentName } from '../../../run/environments.ts';
import type { Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import type { InspectionStage, ShownInspection } from '../../../store/shown/inspection.ts';
import { tip } from '../../parts/tips/tip.ts';
import { keptRule, refusalText } from '../../texts/child/layer/inspection.ts';
import { inspectorTexts } from '../../texts/child/layer/inspector.ts';
import type { ShownChild, TrainedChild } from './child.ts';
import { trainedBy } from './trainedBy.ts';
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
      ) : child.kind === 'imported' ? (
        <Opening
          stage={inspection?.stage ?? { type: 'opening' }}
          onPress={onPress}
          again={<OpenImported onPress={onPress} />}
        />
      ) : (
        <p>{sentenceOf(child, settings)}</p>
      )}
    </div>
  );
}

type NotOpened = Exclude<ShownChild, TrainedChild | { readonly kind: 'imported' }>;

function sentenceOf(child: NotOpened, settings: Settings): string {
  switch (child.kind) {
    case 'pair':
      return says.pair;
    case 'missing':
      return says.missing(child.number);
    case 'not-yet':
      return says.notYet(child.number);
    case 'coming':
      return says.coming;
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
  const isGone = stage.type === 'refused' && stage.refusal.kind === 'shared-weights';
  const again = isGone ? null : <Open child={child} text={says.again} onPress={onPress} />;
  return <Opening stage={stage} onPress={onPress} again={again} />;
}

interface OpeningProps extends Pick<StageProps, 'onPress'> {
  readonly stage: InspectionStage;
  /** How to try again what was refused. */
  readonly again: ReactElement | null;
}

function Opening({ stage, onPress, again }: OpeningProps): ReactElement {
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
          {again}
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
  const { isKept, isShared, seconds, environment } = child;
  const by = usePlayground(({ capabilities }) => trainedBy(environment, capabilities));
  // Of a run that trains on this visit, or of the very same card; else it may be another machine's time.
  const isOwn = usePlayground(({ run }) => Boolean(run?.environment) && by === 'same');
  const isHere = isOwn || (by === 'same' && environment?.backend === 'webgpu');
  if (isKept) return <p>{says.opening}</p>;
  return (
    <>
      <p>
        {says.notKept} {isShared ? says.shared : says.trainedAgain}
      </p>
      {!isShared && <Open child={child} text={says.train(seconds, isHere)} onPress={onPress} />}
      {!isShared && (
        <p className="stage-rule">
          {says.trainedBy(by, environment === undefined ? '' : environmentName(environment))}
        </p>
      )}
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

function OpenImported({ onPress }: Pick<StageProps, 'onPress'>): ReactElement {
  const inspect = usePlayground((state) => state.inspectImported);
  return <Act text={says.again} onPress={onPress} act={inspect} />;
}

function Cancel({ onPress }: Pick<TrainedProps, 'onPress'>): ReactElement {
  const close = usePlayground((state) => state.closeInspection);
  return <Act text={says.cancel} onPress={onPress} act={close} />;
}

interface ActProps extends Pick<StageProps, 'onPress'> {
  readonly text: string;
  readonly act: () => void;
}

function Act({ text, onPress, act }: ActProps): ReactElement {
  return (
    <button
      type="button"
      className="button stage-open"
      onClick={() => {
        onPress();
        act();
      }}
    >
      {text}
    </button>
  );
}
