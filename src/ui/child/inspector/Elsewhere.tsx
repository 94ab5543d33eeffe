import type { ReactElement } from 'react';
import type { Inspected } from '../../../protocol/inspection.ts';
import { likenessOf } from '../../../run/children/again.ts';
import { childKey } from '../../../run/children/keptWeights.ts';
import { environmentName, isSameEnvironment } from '../../../run/environments.ts';
import { usePlayground } from '../../../store/context.ts';
import { inspectorTexts } from '../../texts/child/layer/inspector.ts';
import type { TrainedChild } from './child.ts';
import './images/Confusion.css';

const says = inspectorTexts.stage;

export interface ElsewhereProps {
  readonly child: TrainedChild;
  readonly inspected: Inspected;
}

/** Of a child that was trained again, now or before: by what, and whether it is the one that its run recorded. */
export function Elsewhere({ child, inspected }: ElsewhereProps): ReactElement | null {
  const { trial, training } = child;
  const finalist = usePlayground(({ run }) =>
    run?.finalists.find((one) => one.trial === trial.number && one.training === training),
  );
  const kept = usePlayground(({ run }) => run?.weights[childKey(trial.number, training ?? undefined)]);
  // One that is larger than all that a run keeps is open, and not kept.
  const again = kept?.again ?? inspected.again;
  if (!again) return null;
  const recorded = finalist ?? trial;
  const { environment } = recorded;
  const now = environmentName(again.environment);
  const isThere = environment !== undefined && isSameEnvironment(again.environment, environment);
  const where = isThere
    ? says.sameHere(now)
    : says.elsewhere(now, environment ? environmentName(environment) : null);
  return (
    <p className="low-says">
      {where} {says.likeness(likenessOf(again, recorded))}
    </p>
  );
}
