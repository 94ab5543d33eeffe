import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
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
import type { CellDraft } from '../../space/architecture.ts';
import './NodeLayer.css';

/**
 * A button over every node, beside the image: what lies inside an element of role img is hidden from assistive technology.
 * All of them are one tab stop, which stays where it was left; arrows walk along the lines, Home and End to either end.
 */

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

export interface NodeLayerProps {
  readonly cell: CellDraft;
  readonly layout: CellLayout;
  /** Accessible name of all of them. */
  readonly label: string;
  readonly active: CellNode | null;
  /** Follows a node's sentence in its name. */
  readonly note?: ((node: CellNode) => string | null) | undefined;
  /** Id of the tooltip that describes the active node. */
  readonly describedBy: string | undefined;
  readonly onHover: (node: CellNode | null) => void;
  readonly onFocus: (node: CellNode | null) => void;
  /** Pressed; `byKey`: by Enter or Space, or by what helps a person to press. */
  readonly onPress?: ((node: CellNode, byKey: boolean) => void) | undefined;
}

export function NodeLayer(props: NodeLayerProps): ReactElement {
  const { cell, layout, label, active, note, describedBy, onHover, onFocus, onPress } = props;
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const [left, setLeft] = useState<CellNode | null>(null);
  const nodes = nodesOf(layout);
  const stop = nodes.find((node) => sameNode(node, left)) ?? nodes[0]!;

  const onKeyDown = (event: KeyboardEvent, node: CellNode): void => {
    if (event.key === 'Escape') {
      // It takes what is told of the node away, and nothing else with it; where nothing is told it is the page's.
      if (describedBy !== undefined) event.preventDefault();
      onHover(null);
      onFocus(null);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = ARROWS[event.key];
    const ends: Readonly<Record<string, CellNode | undefined>> = { Home: nodes[0], End: nodes.at(-1) };
    const next = direction ? walk(layout, node, direction) : ends[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next) buttons.current.get(nodeKey(next))?.focus();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div role="group" aria-label={label}>
      {nodes.map((node) => {
        const key = nodeKey(node);
        const { x, y, width, height } = targetOf(layout, node);
        const isActive = sameNode(node, active);
        return (
          <button
            key={key}
            type="button"
            tabIndex={sameNode(node, stop) ? 0 : -1}
            className="cell-node"
            ref={(element) => {
              if (element) buttons.current.set(key, element);
              else buttons.current.delete(key);
            }}
            style={{ left: x, top: y, width, height }}
            aria-label={[sentenceOf(cell, node), note?.(node) ?? []].flat().join(', ')}
            aria-describedby={isActive ? describedBy : undefined}
            data-node={key}
            data-active={isActive || undefined}
            onPointerEnter={() => onHover(node)}
            onPointerLeave={() => onHover(null)}
            onFocus={() => {
              setLeft(node);
              onFocus(node);
            }}
            onBlur={() => onFocus(null)}
            // Not every browser focuses what is pressed.
            onClick={(event) => {
              event.currentTarget.focus();
              onPress?.(node, event.detail === 0);
            }}
            onKeyDown={(event) => onKeyDown(event, node)}
          />
        );
      })}
    </div>
  );
}
