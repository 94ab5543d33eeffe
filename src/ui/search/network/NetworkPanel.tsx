import { type ReactElement, useMemo } from 'react';
import { CellThumbnail } from '../../../charts/cell/CellThumbnail.tsx';
import { NetworkChart } from '../../../charts/network/NetworkChart.tsx';
import { HEADS } from '../../../charts/network/NetworkFigure.tsx';
import type { NetworkPart } from '../../../network/parts.ts';
import type { Architecture, CellKind } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { useCellHeight } from '../../child/cells/useCellHeight.ts';
import { InspectButton } from '../../child/layer/InspectButton.tsx';
import { Term } from '../../classroom/glossary/Term.tsx';
import { compact } from '../../format.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { rem } from '../../hooks/useScale.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Figure } from '../../parts/Figure.tsx';
import { networkChartTexts, networkTexts } from '../../texts/charts/network.ts';
import { commonTexts } from '../../texts/common.ts';
import { PanelFacts } from '../panels/facts.tsx';
import type { ViewProps } from '../panels/view.ts';
import { CountsTable } from './CountsTable.tsx';
import { type ShownNetwork, useShownNetwork } from './useNetworks.ts';
import { useNetworkChange, useNetworkView } from './view.ts';
import { WhatIf } from './WhatIf.tsx';
import './NetworkPanel.css';

/** Beside the tabs: what the whole network costs, and how much more work that is than the run's. */
function NetworkFacts(): ReactElement {
  const { total, ownTotal, isOther, hasRun } = useShownNetwork();
  return (
    <>
      <span className="fact">{networkTexts.parameters(<Figure {...compact(total.trainable)} />)}</span>
      <span className="fact network-further">
        {networkTexts.multiplyAdds(<Figure {...compact(total.multiplyAdds)} />)}
      </span>
      {isOther && (
        <span className="fact network-work">
          {networkTexts.work(<b>{networkTexts.times(total.multiplyAdds / ownTotal.multiplyAdds)}</b>, hasRun)}
        </span>
      )}
    </>
  );
}

/** What the child's panel has under its tabs: captions, cells, curves; the drawing takes as much. */
const AROUND_CELLS = 135;
const PADDING = 12;
const FINGER = 40;

/** The panel keeps its height whatever it shows, where it has the counts beside it. */
const isBeside = (mode: Mode): boolean => mode === 'wide' || mode === 'drawer';

/** The network that the shown pair is built into, as in figure 2 of the paper, and what it would be at other sizes. */
export function NetworkPanel({ mode }: ViewProps): ReactElement {
  const network = useShownNetwork();
  const { architecture, choice, parts, total } = network;
  const wanted = useNetworkView((view) => view.cell);
  const change = useNetworkChange();
  const inspect = usePlayground((state) => state.openInspector);
  const [box, size] = useSize<HTMLDivElement>();
  const height = useCellHeight(mode) + AROUND_CELLS - HEADS - PADDING - 7;
  const cells = useMemo(() => parts.filter((part) => part.number !== null), [parts]);
  const chosen = cells[Math.min(wanted, cells.length) - 1];
  return (
    <section className="network" aria-label={networkTexts.panel}>
      <PanelFacts>
        <NetworkFacts />
      </PanelFacts>
      <div
        ref={box}
        className="network-stack"
        style={isBeside(mode) ? { minHeight: rem(height + HEADS) } : undefined}
      >
        {size && size.width > 0 && (
          <NetworkChart
            parts={parts}
            measure={{ width: size.width, height, least: mode === 'phone' ? FINGER : 0 }}
            texts={networkChartTexts}
            description={networkTexts.description(choice, cells.length, total.trainable, total.multiplyAdds)}
            chosen={chosen?.number ?? null}
            onChoose={(cell) => change({ cell })}
            onOpen={(cell) => inspect({ cell, tab: kindOf(chosen) })}
          />
        )}
      </div>
      <Side network={network} chosen={chosen} architecture={architecture} />
    </section>
  );
}

interface SideProps {
  readonly network: ShownNetwork;
  readonly chosen: NetworkPart | undefined;
  readonly architecture: Architecture;
}

function Side({ network, chosen, architecture }: SideProps): ReactElement {
  const change = useNetworkChange();
  return (
    <div className="network-side">
      <WhatIf network={network} />
      <CountsTable network={network} onChoose={(whatIf) => change({ whatIf })} />
      {chosen && <Chosen part={chosen} architecture={architecture} />}
    </div>
  );
}

const kindOf = (part: NetworkPart | undefined): CellKind =>
  part?.kind === 'reduction' ? 'reduction' : 'normal';

const ROOM = { width: 160, height: 68 } as const;

/** The cell of the chosen row. */
function Chosen({
  part,
  architecture,
}: {
  readonly part: NetworkPart;
  readonly architecture: Architecture;
}): ReactElement {
  const kind = kindOf(part);
  return (
    <div className="network-cell">
      <div>
        <b>
          <Term id="cell">{networkTexts.cell(part.number ?? 0)}</Term>
        </b>
        <p>{networkTexts.cellFacts(commonTexts.cellNames[kind].toLowerCase(), part.filters ?? 0)}</p>
        <p>
          <Term id="stride">{networkTexts.stride(kind === 'reduction' ? 2 : 1)}</Term>
        </p>
        <InspectButton cell={part.number ?? 1} kind={kind} />
      </div>
      <CellThumbnail cell={architecture[kind]} box={ROOM} />
    </div>
  );
}
