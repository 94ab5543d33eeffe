import type { ReactElement } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { isMade } from '../../../search/made.ts';
import type { Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { measuredTime } from '../../format.ts';
import { Words } from '../../parts/Words.tsx';
import { madeBy } from '../../search/replay/made.ts';
import { importedTexts } from '../../texts/child/layer/imported.ts';
import { inspectorTexts } from '../../texts/child/layer/inspector.ts';
import { type ShownChild, trainingsOf } from './child.ts';
import type { TileFigure } from './figures.ts';
import './Caption.css';

const says = inspectorTexts;

export interface CaptionProps {
  readonly child: ShownChild;
  readonly settings: Settings;
  readonly figures: readonly TileFigure[];
  readonly figure: TileFigure;
  readonly onFigure: (figure: TileFigure) => void;
  readonly onTraining: (training: number | null) => void;
}

/** Above the cell: where the child comes from, and what the bars in its tiles show. */
export function Caption(props: CaptionProps): ReactElement {
  const { child, settings, figures, figure, onFigure, onTraining } = props;
  const number = child.kind === 'trained' ? child.trial.number : null;
  const trainings = usePlayground(useShallow((state) => (number === null ? [] : trainingsOf(state, number))));
  return (
    <div className="inspector-caption">
      <span className="inspector-origin">{originOf(child, settings)}</span>
      {child.kind === 'trained' && trainings.length > (isMade(number ?? 0) ? 1 : 0) && (
        <Words
          name={says.trainings.name}
          words={[
            ...(isMade(number ?? 0) ? [] : [['0', says.trainings.search, says.trainings.says] as const]),
            ...trainings.map((one) => wordOf(number ?? 0, one)),
          ]}
          chosen={`${child.training ?? 0}`}
          onChoose={(id) => onTraining(id === '0' ? null : Number(id))}
        />
      )}
      <Words
        name={says.bars.name}
        isNamed
        words={figures.map((one) => [one, says.bars.words[one], says.bars.says[one]] as const)}
        chosen={figure}
        onChoose={onFigure}
      />
    </div>
  );
}

function wordOf(child: number, training: number) {
  const { again, says: search, seed, seedSays } = says.trainings;
  return isMade(child)
    ? ([`${training}`, seed(training), seedSays] as const)
    : ([`${training}`, again(training), search] as const);
}

function originOf(child: ShownChild, settings: Settings): string {
  if (child.kind === 'in-training') return says.inTraining;
  if (child.kind === 'imported') return importedTexts.from(child.child.file, child.child.origin);
  if (child.kind !== 'trained' && child.kind !== 'looked-up') return says.untrained;
  const { number, environment, budget } = child.trial;
  const { seconds } = child.kind === 'trained' ? child : child.trial;
  const again = child.kind === 'trained' && child.training !== null;
  return says.caption(
    number,
    again ? settings.epochs : (budget ?? settings.epochs),
    settings.seed,
    measuredTime(seconds),
    environment === undefined ? null : (madeBy([environment])[0] ?? null),
  );
}
