import { memo, type ReactElement, type ReactNode, useMemo, useRef } from 'react';
import { CellDrawing } from '../../../charts/cell/CellDrawing.tsx';
import { cellKey } from '../../../charts/cell/useCellLayout.ts';
import { type CellNode, nodeKey } from '../../../drawings/cell/nodes.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture, CellKind } from '../../../space/architecture.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { asTerm, Term } from '../../classroom/glossary/Term.tsx';
import { rem } from '../../hooks/useScale.ts';
import { useSize } from '../../hooks/useSize.ts';
import { cellTexts } from '../../texts/charts/charts.ts';
import { cellsTexts } from '../../texts/child/cells.ts';
import { commonTexts } from '../../texts/common.ts';
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
  /** A node was pressed that was pressed before, or by a key. */
  readonly onEdit?: (kind: CellKind, node: CellNode) => void;
}

/** A cell in its box: a new child redraws inside it and moves nothing else. */
export const CellColumn = memo(function CellColumn(props: CellColumnProps): ReactElement {
  const { architecture, kind, decisions, settings, height, caption, beside, animate, large = false } = props;
  const { onEdit } = props;
  const pressed = useRef<string | null>(null);
  const press = (node: CellNode, byKey: boolean): void => {
    const key = `${cellKey(architecture[kind])} ${nodeKey(node)}`;
    const isAgain = pressed.current === key;
    pressed.current = key;
    if (byKey || isAgain) onEdit?.(kind, node);
  };
  const [box, size] = useSize<HTMLDivElement>();
  const probabilities = useMemo(() => chosenProbabilities(decisions, kind), [decisions, kind]);
  const described = { architecture, kind, size: settings, probabilities };
  return (
    <section>
      {caption && (
        <header className="cell-caption">
          <h3>
            <Term id={`${kind}-cell`}>{commonTexts.cellNames[kind]}</Term>
          </h3>
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
            describe={(node) => [
              ...describeNode(described, node),
              ...(onEdit ? [cellsTexts.node.pressToEdit] : []),
            ]}
            {...(onEdit ? { onPress: press } : {})}
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
      {kind === 'normal'
        ? place
        : cellsTexts.strided(place, <State index={1} />, <State index={0} />, asTerm)}
    </span>
  );
}
