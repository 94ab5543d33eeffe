import { type ReactElement, useContext, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { CellDrawing } from '../../../charts/cell/CellDrawing.tsx';
import type { CellNode } from '../../../drawings/cell/nodes.ts';
import { networkNodes } from '../../../network/nodes.ts';
import type { Inspected } from '../../../protocol/inspection.ts';
import { childGraph } from '../../../settings/childGraph.ts';
import type { CellKind } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownImported } from '../../../store/shown/imported.ts';
import type { ShownInspection } from '../../../store/shown/inspection.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import { PlacesContext } from '../../hooks/places.ts';
import { rem } from '../../hooks/useScale.ts';
import { useSize } from '../../hooks/useSize.ts';
import { PanelFacts } from '../../search/panels/facts.tsx';
import { cellTexts } from '../../texts/charts/charts.ts';
import { refusalText } from '../../texts/child/layer/inspection.ts';
import { layerTexts } from '../../texts/child/layer/layer.ts';
import { commonTexts } from '../../texts/common.ts';
import { panelsTexts } from '../../texts/search/panels.ts';
import { chosenProbabilities } from '../cells/captions.ts';
import { PairFacts } from '../cells/PairFacts.tsx';
import { sized } from '../cells/pairCost.ts';
import { EditButton } from '../layer/EditButton.tsx';
import type { LayerViewProps } from '../layer/view.ts';
import { Caption } from './Caption.tsx';
import { ChildCurves } from './ChildCurves.tsx';
import { type ShownChild, shownChild } from './child.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { type CellFigures, placeOf, type TileFigure, tileBars, tileFigures } from './figures.ts';
import { Imported } from './Imported.tsx';
import { Confusion } from './images/Confusion.tsx';
import { Filters } from './images/Filters.tsx';
import { HeldOut } from './images/HeldOut.tsx';
import { Maps } from './images/Maps.tsx';
import { judgedImages, orderedImages } from './images/order.ts';
import { NodeFacts } from './NodeFacts.tsx';
import { Recorded } from './Recorded.tsx';
import { Stage } from './Stage.tsx';
import { TryIt } from './tryIt/TryIt.tsx';
import { useInspected } from './useInspected.ts';
import { type InspectorChoices, useInspectorChoicesStore } from './view.ts';
import './InspectorView.css';

const HEIGHT = 356;
const PHONE_HEIGHT = 264;
const FIRST: CellNode = { kind: 'tile', block: 0, slot: 0 };

/** One child, opened; of one that the run does not have why that is so, and nothing of another. */
export function InspectorView(props: LayerViewProps): ReactElement {
  const child = usePlayground(useShallow((state) => shownChild(state, null)));
  const isAbsent = child.kind === 'missing' || child.kind === 'not-yet';
  return isAbsent ? <Absent child={child} /> : <Opened {...props} />;
}

type Absence = Extract<ShownChild, { kind: 'missing' | 'not-yet' }>;

function Absent({ child }: { readonly child: Absence }): ReactElement {
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const name = panelsTexts.child({ kind: 'child', title: null, trial: child.number });
  return (
    <section className="inspector-absent">
      <PanelFacts>
        <span className="fact inspector-name">
          <b>{name}</b>
        </span>
      </PanelFacts>
      <Stage child={child} inspection={null} settings={settings} onPress={() => undefined} />
    </section>
  );
}

type Choices = Omit<InspectorChoices, 'of'>;

const NO_CHOICES: Choices = { training: null, square: null, image: null, seen: [] };

function useChoices(child: string): readonly [Choices, (change: Partial<Choices>) => void] {
  const store = useInspectorChoicesStore();
  const { of, ...choices } = useStore(store);
  const own = of === child ? choices : NO_CHOICES;
  const choose = (change: Partial<Choices>): void => {
    const seen = change.square === undefined ? own.seen : [];
    const picked = typeof change.image === 'number' ? [change.image] : [];
    store.setState({ ...own, ...change, of: child, seen: [...new Set([...seen, ...picked])] });
  };
  return [own, choose];
}

/** Its cell, its nodes, its mistakes and its maps. */
function Opened({ mode, tab }: LayerViewProps): ReactElement {
  const kind: CellKind = tab === 'reduction' ? 'reduction' : 'normal';
  const pair = usePlayground(useShallow(shownPair));
  const ofPage = usePlayground((state) => state.run?.settings ?? state.settings);
  const imported = usePlayground(shownImported);
  const settings = imported?.settings ?? ofPage;
  const { architecture, decisions } = pair;
  const run = usePlayground((state) => state.run?.id);
  const [choices, choose] = useChoices(imported === null ? `${run} ${pair.trial}` : imported.file);
  const { training, square } = choices;
  const child = usePlayground(useShallow((state) => shownChild(state, training)));
  const inspection = useInspected(child);
  const inspected = inspection?.stage.type === 'open' ? inspection.stage.inspected : null;

  const { cellsPerStage, filters, imageSize, dataset } = settings;
  const { graph, nodes } = useMemo(() => {
    const size = { cellsPerStage: sized(cellsPerStage, 20), filters: sized(filters, 256) };
    const built = childGraph(architecture, { ...size, imageSize, dataset });
    return { graph: built, nodes: networkNodes(built, architecture) };
  }, [architecture, cellsPerStage, filters, imageSize, dataset]);
  const { cell, walk } = useCellOf(graph.cells, kind);

  const blocks = architecture[kind].blocks.length;
  const [wanted, setNode] = useState<CellNode>(FIRST);
  const node = 'block' in wanted && wanted.block >= blocks ? FIRST : wanted;
  const place = useMemo(() => placeOf(node, cell), [node, cell]);

  const shares = inspection === null || inspection.shares === 'unknown' ? null : inspection.shares;
  const sharesRefused = inspection?.sharesRefused ? refusalText(inspection.sharesRefused) : null;
  const probabilities = useMemo(() => chosenProbabilities(decisions, kind), [decisions, kind]);
  const figures: CellFigures = useMemo(
    () => ({ nodes, shares, probabilities }),
    [nodes, shares, probabilities],
  );
  const [figure, setFigure] = useState<TileFigure>('time');
  const offered = tileFigures(figures);
  const drawn = offered.includes(figure) ? figure : 'multiplyAdds';
  const bars = useMemo(
    () => tileBars(architecture[kind], cell, drawn, figures),
    [architecture, kind, cell, drawn, figures],
  );

  const images = useMemo(() => (inspected === null ? [] : judgedImages(inspected)), [inspected]);
  const first = useMemo(() => orderedImages(images, 'wrong', null)[0]?.index ?? 0, [images]);
  const own = choices.image === 'own' ? (inspection?.tried.answer ?? null) : null;
  const image = own?.image ?? pickedAmong(images.length, choices.image) ?? first;
  const low = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLElement>(null);

  const [box, size] = useSize<HTMLDivElement>();
  const height = mode === 'phone' ? PHONE_HEIGHT : HEIGHT;
  return (
    <section ref={whole} className="inspector">
      <PanelFacts>
        <Name name={panelsTexts.child(pair)} trial={pair.trial} />
        <PairFacts settings={settings} />
        <EditButton text={layerTexts.editCopy} />
      </PanelFacts>
      <div className="inspector-main">
        <Caption
          child={child}
          settings={settings}
          figures={offered}
          figure={drawn}
          onFigure={setFigure}
          onTraining={(of) => choose({ ...NO_CHOICES, training: of })}
        />
        <div ref={box} className="inspector-cell" style={{ height: rem(height) }}>
          {size && (
            <CellDrawing
              cell={architecture[kind]}
              kind={kind}
              label={commonTexts.cellNames[kind]}
              texts={cellTexts}
              animate={false}
              large={mode !== 'phone'}
              box={{ width: size.width, height }}
              active={node}
              onFocus={(focused) => focused && setNode(focused)}
              probabilities={bars}
            />
          )}
        </div>
        <TryIt
          key={`${run} ${pair.trial} ${training}`}
          inspection={inspection}
          dataset={dataset}
          within={whole}
          isPicked={own !== null}
          onPick={() => choose({ image: 'own' })}
        />
        <div ref={low} className="inspector-low" tabIndex={-1}>
          {inspected === null ? (
            <Stage
              child={child}
              inspection={inspection}
              settings={settings}
              onPress={() => low.current?.focus()}
            />
          ) : (
            <>
              <Confusion
                inspected={inspected}
                dataset={dataset}
                chosen={square}
                onChoose={(to) => choose({ square: to })}
                note={<Note child={child} inspection={inspection} inspected={inspected} />}
              />
              <HeldOut
                images={images}
                inspected={inspected}
                dataset={dataset}
                square={square}
                picked={image}
                onPick={(to) => choose({ image: to })}
                onAll={() => choose({ square: null })}
              />
            </>
          )}
        </div>
      </div>
      <aside className="inspector-side" aria-label={panelsTexts.child(pair)}>
        <NodeFacts
          cell={architecture[kind]}
          node={node}
          place={place}
          figures={figures}
          sharesRefused={sharesRefused && `${sharesRefused.what} ${sharesRefused.rest}`}
          at={cell}
          cells={graph.cells.length}
          onWalk={walk}
        />
        {inspection && inspected && (
          <>
            <Maps inspection={inspection} inspected={inspected} place={place} image={image} />
            {inspected.filters.count > 0 && <Filters filters={inspected.filters} />}
          </>
        )}
        <ChildCurves child={child} settings={settings} />
      </aside>
    </section>
  );
}

interface NoteProps {
  readonly child: ShownChild;
  readonly inspection: ShownInspection | null;
  readonly inspected: Inspected;
}

/** Whose weights these are, where that is not plain. */
function Note({ child, inspection, inspected }: NoteProps): ReactElement | null {
  if (child.kind === 'imported') return <Imported child={child.child} />;
  if (child.kind !== 'trained') return null;
  if (inspection?.isRecorded) return <Recorded trial={child.trial.number} />;
  return <Elsewhere child={child} inspected={inspected} />;
}
const pickedAmong = (images: number, picked: InspectorChoices['image']): number | null =>
  typeof picked === 'number' && picked < images ? picked : null;

/** With its ranks, where it has any. */
function Name({ name, trial }: { readonly name: string; readonly trial: number | null }): ReactElement {
  const says = useStore(useContext(PlacesContext), (places) => (trial === null ? null : places.says(trial)));
  const rest = says?.startsWith(name) ? says.slice(name.length) : '';
  return (
    <span className="fact inspector-name">
      <b>{name}</b>
      {rest}
    </span>
  );
}

interface CellAt {
  /** Its place among all cells, from 0. */
  readonly cell: number;
  /** To the cell of the same kind before or after, where there is one. */
  readonly walk: { readonly before: (() => void) | null; readonly after: (() => void) | null };
}

/** Which of a network's cells of a kind the drawn one stands for; that by which the layer was opened, else the first. */
function useCellOf(cells: readonly { readonly kind: CellKind }[], kind: CellKind): CellAt {
  const wanted = usePlayground((state) => state.layer?.cell ?? null);
  const turn = usePlayground((state) => state.turnLayer);
  const own = cells.flatMap((one, index) => (one.kind === kind ? [index] : []));
  const at = Math.max(0, own.indexOf((wanted ?? 1) - 1));
  const to = (step: number) => {
    const next = own[at + step];
    return next === undefined ? null : () => turn({ cell: next + 1 });
  };
  return { cell: own[at] ?? 0, walk: { before: to(-1), after: to(1) } };
}
