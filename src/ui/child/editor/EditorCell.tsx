import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { LaidOutCell } from '../../../charts/cell/CellDrawing.tsx';
import { cellKey, useCellLayout } from '../../../charts/cell/useCellLayout.ts';
import { drawingSizes, type Room } from '../../../drawings/cell/fit.ts';
import { type CellNode, nodeKey, sameNode } from '../../../drawings/cell/nodes.ts';
import type { CellDraft, CellKind } from '../../../space/architecture.ts';
import { cellTexts } from '../../texts/charts/charts.ts';
import { editorTexts } from '../../texts/child/layer/editor.ts';
import { commonTexts } from '../../texts/common.ts';
import { nodeIn } from './useEditing.ts';

export interface EditorCellProps {
  readonly cell: CellDraft;
  readonly kind: CellKind;
  readonly box: Room;
  readonly large: boolean;
  readonly node: CellNode;
  readonly changed: readonly CellNode[];
  /** Takes the focus as soon as it is drawn; then it is null again. */
  readonly wanted: RefObject<CellNode | null>;
  /** Grows by one with each wish. */
  readonly wishes: number;
  readonly onNode: (node: CellNode) => void;
  readonly onPress: (node: CellNode, byKey: boolean) => void;
}

/** The cell that is edited; a node that is not drawn yet gets the focus once it is. */
export function EditorCell(props: EditorCellProps): ReactElement {
  const { cell, kind, box, large, node, changed, wanted, wishes, onNode, onPress } = props;
  const ground = useRef<HTMLDivElement>(null);
  const drawn = useCellLayout(cell, { room: box, sizes: drawingSizes(box, large), keepsHalves: true });
  const isCurrent = drawn !== undefined && cellKey(drawn.cell) === cellKey(cell);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wish is one more try
  useEffect(() => {
    const { current } = wanted;
    if (current === null || !isCurrent) return;
    const button = ground.current?.querySelector<HTMLElement>(
      `[data-node="${nodeKey(nodeIn(cell, current))}"]`,
    );
    if (!button) return;
    wanted.current = null;
    button.focus({ preventScroll: true });
  }, [drawn, isCurrent, wishes]);
  return (
    <div ref={ground} aria-busy={!isCurrent || undefined}>
      {drawn ? (
        <LaidOutCell
          drawn={drawn}
          isCurrent={isCurrent}
          kind={kind}
          box={box}
          label={commonTexts.cellNames[kind]}
          texts={cellTexts}
          active={node}
          changed={changed}
          note={(of) => (changed.some((one) => sameNode(one, of)) ? editorTexts.changed : null)}
          onFocus={(focused) => focused && onNode(focused)}
          onPress={onPress}
        />
      ) : (
        <div style={box} />
      )}
    </div>
  );
}
