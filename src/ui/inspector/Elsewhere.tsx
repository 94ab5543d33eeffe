import type { ReactElement } from 'react';
import type { Inspected } from '../../protocol/inspection.ts';
import { environmentName, isSameEnvironment } from '../../run/environments.ts';
import { usePlayground } from '../../store/context.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import type { TrainedChild } from './child.ts';
import './InspectorView.css';

const says = inspectorTexts.stage;

export interface ElsewhereProps {
  readonly child: TrainedChild;
  readonly inspected: Inspected;
}

/** Of a child that was trained again by something else than its search had: its figures may be others. */
export function Elsewhere({ child, inspected }: ElsewhereProps): ReactElement | null {
  const { trial, training } = child;
  const finalist = usePlayground(({ run }) =>
    run?.finalists.find((one) => one.trial === trial.number && one.training === training),
  );
  const { environment, accuracy } = finalist ?? trial;
  const { trainedHere, environment: now, predicted, images } = inspected;
  if (!trainedHere || (environment && isSameEnvironment(now, environment))) return null;
  const right = predicted.reduce((sum, one, index) => sum + (one === images.labels[index] ? 1 : 0), 0);
  const place = environment ? environmentName(environment) : null;
  // A finalist's last training is judged on other images.
  const then = finalist === undefined || finalist.judgedOn === 'validation' ? accuracy : null;
  return (
    <p className="inspector-note">
      {says.elsewhere(environmentName(now), place)}
      {then !== null && ` ${says.figureDiffers(right / images.count, then)}`}
    </p>
  );
}
