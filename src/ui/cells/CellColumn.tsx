import { memo, type ReactElement, type ReactNode, useMemo } from 'react';
import { CellDrawing } from '../../charts/cell/CellDrawing.tsx';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture, CellKind } from '../../space/architecture.ts';
import type { Decision } from '../../strategies/strategy.ts';
import { rem } from '../hooks/useScale.ts';
import { useSize } from '../hooks/useSize.ts';
import { cellsTexts } from '../texts/cells.ts';
import { cellTexts } from '../texts/charts.ts';
import { commonTexts } from '../texts/common.ts';
import { cellCaption, chosenProbabilities } from './captions.ts';
import { describeNode } from './describeNode.tsx';
import { State } from './State.tsx';
import './CellColumn.css';

export interface CellColumnProps {
  readonly architecture: Architecture;
  readonly kind: CellKind;
  readonly decisions: readonly Decision[] | null;
  readonly settings: Settings;
  /** Of the drawing's box, in px; its width is the column's. */
  readonly height: number;
  readonly caption: boolean;
  /** In the caption, in the place of where the cell stands in the network. */
  readonly beside?: ReactNode;
  /** At L where it fits: beside no cells of more blocks. */
  readonly large?: boolean;
  /** A new child appears block by block; not where they come faster than that. */
  readonly animate: boolean;
}

/** A cell in its box: a new child redraws inside it and moves nothing else. */
export const CellColumn = memo(function CellColumn(props: CellColumnProps): ReactElement {
  const { architecture, kind, decisions, settings, height, caption, beside, animate, large = false } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const probabilities = useMemo(() => chosenProbabilities(decisions, kind), [decisions, kind]);
  const described = { architecture, kind, size: settings, probabilities };
  return (
    <section>
      {caption && (
        <header className="cell-caption">
          <h3>{commonTexts.cellNames[kind]}</h3>
          {beside ?? <CellPlace kind={kind} settings={settings} />}
        </header>
      )}
      <div ref={box} style={{ height: rem(height) }}>
        {size && (
          <CellDrawing
            cell={architecture[kind]}
            kind={kind}
            label={commonTexts.cellNames[kind]}
            texts={cellTexts}
            animate={animate}
            large={large}
            box={{ width: size.width, height }}
            describe={(node) => describeNode(described, node)}
            {...(probabilities ? { probabilities } : {})}
          />
        )}
      </div>
    </section>
  );
});

/** Where the cell stands in the network. */
export function CellPlace({ kind, settings }: Pick<CellColumnProps, 'kind' | 'settings'>): ReactElement {
  const place = cellCaption(kind, settings);
  return (
    <span className="hint">
      {kind === 'normal' ? place : cellsTexts.strided(place, <State index={1} />, <State index={0} />)}
    </span>
  );
}
