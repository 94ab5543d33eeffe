import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import type { CellLayout } from '../../drawings/cell/layout/geometry.ts';
import {
  type CellNode,
  type Direction,
  nodeKey,
  nodesOf,
  sameNode,
  targetOf,
  walk,
} from '../../drawings/cell/nodes.ts';
import { sentenceOf } from '../../drawings/cell/sentences.ts';
import type { Cell } from '../../space/architecture.ts';
import './NodeLayer.css';

/**
 * A tab stop over every node, beside the image: what lies inside an element of role img is hidden from assistive
 * technology. Arrows walk along the lines.
 */

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

export interface NodeLayerProps {
  readonly cell: Cell;
  readonly layout: CellLayout;
  /** Accessible name of all of them. */
  readonly label: string;
  readonly active: CellNode | null;
  /** Id of the tooltip that describes the active node. */
  readonly describedBy: string | undefined;
  readonly onHover: (node: CellNode | null) => void;
  readonly onFocus: (node: CellNode | null) => void;
}

export function NodeLayer(props: NodeLayerProps): ReactElement {
  const { cell, layout, label, active, describedBy, onHover, onFocus } = props;
  const buttons = useRef(new Map<string, HTMLButtonElement>());

  const onKeyDown = (event: KeyboardEvent, node: CellNode): void => {
    if (event.key === 'Escape') {
      onHover(null);
      onFocus(null);
      return;
    }
    const direction = ARROWS[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = walk(layout, node, direction);
    event.preventDefault();
    if (next) buttons.current.get(nodeKey(next))?.focus();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div role="group" aria-label={label}>
      {nodesOf(layout).map((node) => {
        const key = nodeKey(node);
        const { x, y, width, height } = targetOf(layout, node);
        const isActive = sameNode(node, active);
        return (
          <button
            key={key}
            type="button"
            className="cell-node"
            ref={(element) => {
              if (element) buttons.current.set(key, element);
              else buttons.current.delete(key);
            }}
            style={{ left: x, top: y, width, height }}
            aria-label={sentenceOf(cell, node)}
            aria-describedby={isActive ? describedBy : undefined}
            data-node={key}
            data-active={isActive || undefined}
            onPointerEnter={() => onHover(node)}
            onPointerLeave={() => onHover(null)}
            onFocus={() => onFocus(node)}
            onBlur={() => onFocus(null)}
            onKeyDown={(event) => onKeyDown(event, node)}
          />
        );
      })}
    </div>
  );
}
