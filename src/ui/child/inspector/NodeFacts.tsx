import type { ReactElement, ReactNode } from 'react';
import type { CellNode } from '../../../drawings/cell/nodes.ts';
import { type NodePlace, nodeAt } from '../../../network/nodes.ts';
import type { Cell } from '../../../space/architecture.ts';
import { operationOf } from '../../../space/operations/index.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import { compact, percent, shapeText } from '../../format.ts';
import { Figure } from '../../parts/Figure.tsx';
import { inspectorTexts } from '../../texts/child/layer/inspector.ts';
import type { TermId } from '../../texts/classroom/glossary/ids.ts';
import { nodeHead } from '../cells/describeNode.tsx';
import { type CellFigures, shareAt } from './figures.ts';
import './NodeFacts.css';

const says = inspectorTexts.node;

export interface NodeFactsProps {
  readonly cell: Cell;
  readonly node: CellNode;
  readonly place: NodePlace;
  readonly figures: CellFigures;
  /** Why shares of time are not shown, where measuring them failed. */
  readonly sharesRefused: string | null;
  /** Of the cell among all of the network's, from 0. */
  readonly at: number;
  readonly cells: number;
  readonly onWalk: { readonly before: (() => void) | null; readonly after: (() => void) | null };
}

/** The chosen node in words, then its figures. */
export function NodeFacts({
  cell,
  node,
  place,
  figures,
  sharesRefused,
  at,
  cells,
  onWalk,
}: NodeFactsProps): ReactElement {
  const found = nodeAt(figures.nodes, place);
  const share = figures.shares === null ? null : shareAt(figures.shares, place);
  const probability = node.kind === 'tile' ? figures.probabilities?.[node.block]?.[node.slot] : undefined;
  return (
    <section className="node-facts" aria-label={says.panel}>
      <h3>
        <Term id={termOf(cell, node)}>{nodeHead(cell, node)}</Term>
      </h3>
      <p className="node-where">
        {says.where(whatOf(node), at + 1, cells)}
        <span className="node-walks">
          <Walk text="‹" name={says.before} act={onWalk.before} />
          <Walk text="›" name={says.after} act={onWalk.after} />
        </span>
      </p>
      {found && (
        <dl className="node-figures">
          <Row name={says.input_}>{shapeText(found.input)}</Row>
          <Row name={says.shape}>{shapeText(found.shape)}</Row>
          <Row
            name={says.parameters}
            term="parameter"
            title={says.parametersSay(found.trainable, found.parameters)}
          >
            <Figure {...compact(found.trainable)} />
          </Row>
          <Row name={says.multiplyAdds} term="multiply-add">
            <Figure {...compact(found.multiplyAdds)} />
          </Row>
          {share !== null && (
            <Row name={says.share}>
              <Figure figure={percent(share)} unit="%" />
            </Row>
          )}
          {probability !== undefined && (
            <Row name={says.probability} term="policy">
              {probability.toFixed(2)}
            </Row>
          )}
        </dl>
      )}
      {sharesRefused !== null && <p className="node-where">{says.shareRefused(sharesRefused)}</p>}
      {found?.runs === false && <p className="node-where">{says.asleep}</p>}
    </section>
  );
}

const FAMILY_TERMS: Readonly<Record<ReturnType<typeof operationOf>['family'], TermId>> = {
  identity: 'identity',
  pool: 'pooling',
  convolution: 'convolution',
  dilated: 'dilated-convolution',
  separable: 'separable-convolution',
};

/** What the node is, in the glossary. */
function termOf(cell: Cell, node: CellNode): TermId {
  switch (node.kind) {
    case 'tile':
      return FAMILY_TERMS[operationOf(cell.blocks[node.block]!.operations[node.slot]).family];
    case 'combiner':
      return 'combiner';
    case 'input':
      return node.state === 0 ? 'hidden-state' : 'skip-connection';
    case 'output':
      return 'hidden-state';
    default:
      return node satisfies never;
  }
}

function whatOf(node: CellNode): string {
  switch (node.kind) {
    case 'tile':
      return says.tile(node.slot, node.block + 2);
    case 'combiner':
      return says.combiner(node.block + 2);
    case 'input':
      return says.input;
    case 'output':
      return says.output;
    default:
      return node satisfies never;
  }
}

interface WalkProps {
  readonly text: string;
  readonly name: string;
  readonly act: (() => void) | null;
}

function Walk({ text, name, act }: WalkProps): ReactElement {
  return (
    <button
      type="button"
      className="node-walk"
      aria-label={name}
      aria-disabled={act === null || undefined}
      onClick={() => act?.()}
    >
      {text}
    </button>
  );
}

interface RowProps {
  readonly name: string;
  readonly term?: TermId;
  readonly title?: string;
  readonly children: ReactNode;
}

function Row({ name, term, title, children }: RowProps): ReactElement {
  return (
    <div title={title}>
      <dt>{term === undefined ? name : <Term id={term}>{name}</Term>}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}
