import { type ReactElement, useMemo } from 'react';
import { FinalistsFigure } from '../../../charts/finish/FinalistsFigure.tsx';
import { type FinalistRow, layoutFinalists } from '../../../drawings/finish/finalists.ts';
import { useSize } from '../../hooks/useSize.ts';
import { finishTexts } from '../../texts/runs/finish.ts';
import './FinishCard.css';

const texts = finishTexts.axis;

/** The finalists on one axis; a sentence each for who doesn't see it. */
export function Finalists({
  rows,
  sentences,
  hasOne,
}: {
  readonly rows: readonly FinalistRow[];
  readonly sentences: readonly string[];
  /** One fresh seed each. */
  readonly hasOne: boolean;
}): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  const layout = useMemo(() => (width === 0 ? null : layoutFinalists({ rows }, width)), [rows, width]);
  return (
    <div ref={box} className="finish-axis">
      <ul className="hidden-text">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {layout !== null && (
        <FinalistsFigure
          layout={layout}
          heads={{ fresh: hasOne ? texts.freshOne : texts.fresh, chosen: texts.chosen }}
          trial={texts.trial}
        />
      )}
    </div>
  );
}
