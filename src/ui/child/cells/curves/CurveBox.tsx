import { type ReactElement, useMemo } from 'react';
import type { CurveSize } from '../../../../drawings/curve/layout.ts';
import { Term } from '../../../classroom/glossary/Term.tsx';
import { NONE } from '../../../format.ts';
import { rem } from '../../../hooks/useScale.ts';
import { useSize } from '../../../hooks/useSize.ts';
import { Figure } from '../../../parts/Figure.tsx';
import type { TermId } from '../../../texts/classroom/glossary/ids.ts';
import './CurveBox.css';

const HEIGHT = 70;

export interface CurveBoxProps {
  readonly name: string;
  /** What it is in the glossary. */
  readonly term?: TermId;
  /** Null before there is one. */
  readonly figure: string | null;
  readonly unit: string;
  /** Draws in as much room as there is. */
  readonly children: (size: CurveSize) => ReactElement;
}

/** A curve with its name and its latest figure beside it. */
export function CurveBox({ name, term, figure, unit, children }: CurveBoxProps): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const measured = useMemo(() => size && { width: size.width, height: HEIGHT }, [size]);
  return (
    <div className="curve-row">
      <div className="curve-figure-slot">
        <span className="hint">{term === undefined ? name : <Term id={term}>{name}</Term>}</span>
        <span className="live-figure">
          <Figure figure={figure ?? NONE} unit={figure === null ? '' : unit} />
        </span>
      </div>
      <div ref={box} style={{ height: rem(HEIGHT) }}>
        {measured && children(measured)}
      </div>
    </div>
  );
}
