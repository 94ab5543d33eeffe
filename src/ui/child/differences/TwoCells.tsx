import { type ReactElement, useState } from 'react';
import { LaidOutCell } from '../../../charts/cell/CellDrawing.tsx';
import type { DrawnCell } from '../../../charts/cell/useCellLayout.ts';
import { useCellPair } from '../../../charts/cell/useCellPair.ts';
import type { Room } from '../../../drawings/cell/fit.ts';
import type { CellNode } from '../../../drawings/cell/nodes.ts';
import { isUnlike, unlikeLook, unlikeOf } from '../../../drawings/cell/unlike.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Cell, CellKind } from '../../../space/architecture.ts';
import { percent } from '../../format.ts';
import { rem } from '../../hooks/useScale.ts';
import { Figure } from '../../parts/Figure.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { cellTexts } from '../../texts/charts/charts.ts';
import { differencesTexts as texts } from '../../texts/child/layer/differences.ts';
import { commonTexts } from '../../texts/common.ts';
import { describeNode } from '../cells/describeNode.tsx';
import type { ComparedChild } from './children.ts';
import '../../../charts/cell/CellDrawing.css';
import './TwoCells.css';

export interface TwoCellsProps {
  /** Spelled alike (space/changes.ts). */
  readonly two: readonly [ComparedChild, ComparedChild];
  readonly ranks: readonly [string | null, string | null];
  readonly settings: Settings;
  /** The cells that are drawn, one beside the other. */
  readonly kinds: readonly CellKind[];
  /** Of all cells of a child together and of each, px. */
  readonly room: Room;
}

/** Between two cells, px at the page's first size, and the part of the rest that the normal one takes. */
const GAP = 36;
const PART_OF_NORMAL = 410 / 780;

const SIDES = [0, 1] as const;

/** Two children one above the other, in one arrangement: what both have keeps its outline, what differs its colours. */
export function TwoCells({ two, ranks, settings, kinds, room }: TwoCellsProps): ReactElement {
  const rest = room.width - GAP * (kinds.length - 1);
  const normal = kinds.length > 1 ? Math.floor(rest * PART_OF_NORMAL) : rest;
  const boxes = {
    normal: { width: normal, height: room.height },
    reduction: { width: kinds.length > 1 ? rest - normal : rest, height: room.height },
  };
  const [first, second] = two;
  const pairs = {
    normal: useCellPair(first.architecture.normal, second.architecture.normal, boxes.normal),
    reduction: useCellPair(first.architecture.reduction, second.architecture.reduction, boxes.reduction),
  };
  const [pointed, setPointed] = useState<Pointed | null>(null);
  return (
    <>
      {SIDES.map((side) => (
        <section key={side} className="two-child" aria-label={two[side].name}>
          <ChildHead child={two[side]} rank={ranks[side]} />
          <div className="two-cells">
            {kinds.map((kind) => {
              const pair = pairs[kind];
              return (
                <div key={kind} style={{ width: rem(boxes[kind].width) }}>
                  <h4 className={kinds.length > 1 ? 'two-caption' : 'two-caption two-caption-one'}>
                    <span>{commonTexts.cellNames[kind]}</span>
                    {side === 1 && pair?.isShared === false && (
                      <span className="two-own" {...tip(texts.ownSays(second.name))}>
                        {texts.own}
                      </span>
                    )}
                  </h4>
                  <Drawn
                    child={two[side]}
                    kind={kind}
                    box={boxes[kind]}
                    settings={settings}
                    drawn={pair && (side === 0 ? pair.first : pair.second)}
                    against={pair && (side === 0 ? pair.second : pair.first)}
                    other={two[side === 0 ? 1 : 0].name}
                    active={pointed?.kind === kind && pointed.side !== side ? pointed.node : null}
                    onPoint={(node) => setPointed(node && { side, kind, node })}
                  />
                </div>
              );
            })}
          </div>
        </section>
      ))}
    </>
  );
}

interface Pointed {
  readonly side: 0 | 1;
  readonly kind: CellKind;
  readonly node: CellNode;
}

function ChildHead({
  child,
  rank,
}: {
  readonly child: ComparedChild;
  readonly rank: string | null;
}): ReactElement {
  const { name, stage, accuracy } = child;
  return (
    <h3 className="two-head">
      <b>{name}</b>
      <span>
        {accuracy === null ? (
          texts.stages[stage]
        ) : (
          <>
            {rank !== null && `${texts.rank(rank)}, `}
            {texts.heldOut(<Figure figure={percent(accuracy)} unit="%" />)}
          </>
        )}
      </span>
    </h3>
  );
}

interface DrawnProps {
  readonly child: ComparedChild;
  readonly kind: CellKind;
  readonly box: Room;
  readonly settings: Settings;
  readonly drawn: DrawnCell<Cell> | undefined;
  /** The cell of the other child. */
  readonly against: DrawnCell<Cell> | undefined;
  /** Its name. */
  readonly other: string;
  /** Pointed at in the other drawing. */
  readonly active: CellNode | null;
  readonly onPoint: (node: CellNode | null) => void;
}

function Drawn(props: DrawnProps): ReactElement {
  const { child, kind, box, settings, drawn, against, other, active, onPoint } = props;
  if (!drawn || !against) return <div className="cell-drawing" style={box} aria-busy="true" />;
  const { name, architecture } = child;
  const unlike = unlikeOf(drawn.cell, against.cell);
  return (
    <LaidOutCell
      drawn={drawn}
      kind={kind}
      box={box}
      label={texts.drawn(commonTexts.cellNames[kind], name)}
      texts={cellTexts}
      animate={false}
      unlike={unlikeLook(drawn.layout, unlike)}
      note={(node) => (isUnlike(unlike, node) ? texts.differs(other) : null)}
      active={active}
      onHover={onPoint}
      onFocus={onPoint}
      describe={(node) => describeNode({ architecture, kind, size: settings, probabilities: null }, node)}
    />
  );
}
