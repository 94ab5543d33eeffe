import { type ReactElement, useMemo } from 'react';
import { RungChart } from '../../../../charts/curve/RungChart.tsx';
import type { Trial } from '../../../../search/trial.ts';
import type { Settings } from '../../../../settings/settings.ts';
import { Term } from '../../../classroom/glossary/Term.tsx';
import { percent } from '../../../format.ts';
import { curveTexts } from '../../../texts/charts/charts.ts';
import { cellsTexts } from '../../../texts/child/cells.ts';
import { ACCURACY_AXIS } from './axes.ts';
import { CurveBox } from './CurveBox.tsx';
import './LookedUp.css';

const says = cellsTexts.lookedUp;

export interface LookedUpProps {
  /** Null before the first child. */
  readonly trial: Trial | null;
  readonly settings: Settings;
  readonly run: string;
}

/** In the place of a training's curves: the held-out figures of one that was done beforehand, and where and when. */
export function LookedUp({ trial, settings, run }: LookedUpProps): ReactElement {
  const rungs = useMemo(
    () => (trial?.rungs ?? []).map(([epoch, accuracy]) => ({ epoch, value: accuracy * 100 })),
    [trial],
  );
  const accuracy = trial?.accuracy ?? null;
  return (
    <>
      <CurveBox name={says.title} figure={accuracy === null ? null : percent(accuracy)} unit="%">
        {(size) => (
          <RungChart
            rungs={rungs}
            size={size}
            label={says.title}
            texts={curveTexts}
            axisKey={run}
            rule={ACCURACY_AXIS}
            empty={[0, 100]}
          />
        )}
      </CurveBox>
      <p className="looked-up">{wordsOf(trial, settings)}</p>
    </>
  );
}

function wordsOf(trial: Trial | null, { epochs, trainImages }: Settings): ReactElement {
  const seconds = trial?.status === 'trained' ? trial.seconds : null;
  const trained = trial?.budget ?? epochs;
  return says.words(
    <b>
      <Term id="table">{says.strong}</Term>
    </b>,
    dayOf(trial),
    trained,
    trainImages,
    seconds,
  );
}

/** When the table was made, as its trials say. */
export function dayOf(trial: Pick<Trial, 'environment'> | null): Date | null {
  const [, day] = /^table of (\d{4}-\d{2}-\d{2})$/.exec(trial?.environment?.adapter ?? '') ?? [];
  return day === undefined ? null : new Date(`${day}T00:00:00Z`);
}
