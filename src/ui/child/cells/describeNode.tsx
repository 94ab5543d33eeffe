import type { ReactNode } from 'react';
import type { CellNode } from '../../../drawings/cell/nodes.ts';
import { operationWords } from '../../../drawings/cell/sentences.ts';
import type { Architecture, CellKind } from '../../../space/architecture.ts';
import { shapeText } from '../../format.ts';
import { cellsTexts } from '../../texts/child/cells.ts';
import { type NetworkSize, type NodePart, nodeFigures } from './nodeFigures.ts';
import { State } from './State.tsx';

const says = cellsTexts.node;

export interface DescribedCell {
  readonly architecture: Architecture;
  readonly kind: CellKind;
  readonly size: NetworkSize;
  readonly probabilities: readonly (readonly [number, number])[] | null;
}

/** Lines of a node's tooltip: what it is, its shape, its cost, how likely it was. */
export function describeNode(described: DescribedCell, node: CellNode): ReactNode[] {
  const { architecture, kind, size, probabilities } = described;
  const { shape, trainable, multiplyAdds } = nodeFigures(architecture, size, kind, partOf(node));
  const lines: ReactNode[] = [nodeHead(architecture[kind], node)];
  if (shape) lines.push(shapeText(shape));
  if (trainable + multiplyAdds > 0) {
    lines.push(says.cost(trainable, multiplyAdds));
  } else if (node.kind === 'tile') {
    lines.push(says.free);
  }
  const chosen = node.kind === 'tile' ? probabilities?.[node.block]?.[node.slot] : undefined;
  if (chosen !== undefined) lines.push(says.chosen(chosen));
  return lines;
}

function partOf(node: CellNode): NodePart {
  switch (node.kind) {
    case 'tile':
      return { part: 'operation', block: node.block, slot: node.slot };
    case 'combiner':
      return { part: 'combiner', block: node.block };
    case 'input':
      return { part: 'entry', state: node.state };
    case 'output':
      return { part: 'output' };
    default:
      return node satisfies never;
  }
}

/** "sep 5×5 on h_i": a node in words. */
export function nodeHead(cell: Architecture[CellKind], node: CellNode): ReactNode {
  switch (node.kind) {
    case 'tile': {
      const { operations, inputs } = cell.blocks[node.block]!;
      return says.operation(operationWords(operations[node.slot]), <State index={inputs[node.slot]} />);
    }
    case 'combiner':
      return says.combiner(cell.blocks[node.block]!.combiner, <State index={node.block + 2} />);
    case 'input':
      return says.input(<State index={node.state} />, node.state === 0);
    case 'output':
      return says.output;
    default:
      return node satisfies never;
  }
}
