import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import { createRandom } from '../../src/base/random.ts';
import { CellDrawing, type CellDrawingProps } from '../../src/charts/cell/CellDrawing.tsx';
import { CellThumbnail } from '../../src/charts/cell/CellThumbnail.tsx';
import { OperationTile } from '../../src/charts/cell/OperationTile.tsx';
import { beside } from '../../src/drawings/beside.ts';
import { drawCell } from '../../src/drawings/cell/cellMarks.ts';
import { arrangementOf } from '../../src/drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../src/drawings/cell/layout/layout.ts';
import { operationWords } from '../../src/drawings/cell/sentences.ts';
import { SIZE_NAMES } from '../../src/drawings/cell/sizes.ts';
import { writeSvg } from '../../src/drawings/svg.ts';
import type { Theme } from '../../src/drawings/tokens.ts';
import type { Cell } from '../../src/space/architecture.ts';
import { OPERATION_IDS, PAPER_OPERATION_IDS } from '../../src/space/operations/index.ts';
import { presetOf } from '../../src/space/presets.ts';
import { sampleArchitecture } from '../../src/space/sample.ts';
import { cellTexts } from '../../src/ui/texts/charts/charts.ts';
import { commonTexts } from '../../src/ui/texts/common.ts';
import { Part, Tile } from './Tile.tsx';

const nasnet = presetOf('nasnet-a').architecture;
const amoebanet = presetOf('amoebanet-a').architecture;
const darts = presetOf('darts-v2').architecture;
const random = createRandom(11);
const sampled = Array.from({ length: 3 }, () =>
  sampleArchitecture({ blocks: 5, operations: PAPER_OPERATION_IDS }, random),
);

/** Every block reads the one before it. */
const deep: Cell = {
  blocks: Array.from({ length: 5 }, (_, block) => ({
    inputs: [block + 1, block === 0 ? 0 : block] as const,
    operations: [PAPER_OPERATION_IDS[block]!, PAPER_OPERATION_IDS[12 - block]!] as const,
    combiner: block % 2 === 0 ? 'add' : 'concat',
  })),
};
const BOX = { width: 410, height: 292 };
const NARROW = { width: 350, height: 292 };
const chances = (cell: Cell) =>
  cell.blocks.map((_, block) => [0.9 - 0.15 * block, 0.1 + 0.2 * block] as const);

/** With the texts of the page. */
function Drawing(props: Omit<CellDrawingProps, 'label' | 'texts'>): ReactElement {
  return <CellDrawing {...props} label={commonTexts.cellNames[props.kind]} texts={cellTexts} />;
}

export function CellSizes({ wide }: { readonly wide: boolean }): ReactElement {
  const sizes = SIZE_NAMES.filter((size) => wide || !['L', 'M', 'W'].includes(size));
  return (
    <Part title="A cell at every size">
      {sizes.flatMap((size) => [
        <Tile key={`${size} normal`} title={`${size}, normal`}>
          <Drawing cell={nasnet.normal} kind="normal" size={size} animate={false} />
        </Tile>,
        <Tile key={`${size} reduction`} title={`${size}, reduction`}>
          <Drawing cell={nasnet.reduction} kind="reduction" size={size} animate={false} />
        </Tile>,
      ])}
    </Part>
  );
}

export function CellStates({ wide }: { readonly wide: boolean }): ReactElement {
  const box = wide ? BOX : NARROW;
  const normal = { cell: nasnet.normal, kind: 'normal', box, animate: false } as const;
  return (
    <Part title="A cell in its box and its states">
      <Tile title="normal">
        <Drawing {...normal} />
      </Tile>
      <Tile title="reduction, with probabilities">
        <Drawing
          {...normal}
          cell={nasnet.reduction}
          kind="reduction"
          probabilities={chances(nasnet.reduction)}
        />
      </Tile>
      <Tile title="deep">
        <Drawing {...normal} cell={deep} />
      </Tile>
      <Tile title="blocks in three rows">
        <Drawing {...normal} cell={amoebanet.normal} />
      </Tile>
      <Tile title="in a narrow box">
        <Drawing {...normal} box={{ width: 200, height: 292 }} />
      </Tile>
      <Tile title="lit from outside: an operation">
        <Drawing {...normal} active={{ kind: 'tile', block: 1, slot: 0 }} />
      </Tile>
      <Tile title="lit from outside: the output">
        <Drawing {...normal} active={{ kind: 'output' }} />
      </Tile>
      <Tile title="edited: dots on what changed, a block that is unfinished">
        <Drawing
          {...normal}
          cell={{
            blocks: [
              ...darts.normal.blocks,
              { inputs: [3, null], operations: ['conv_3x3', null], combiner: 'concat' },
            ],
          }}
          changed={[{ kind: 'tile', block: 1, slot: 0 }, { kind: 'combiner', block: 4 }, { kind: 'output' }]}
        />
      </Tile>
      <Tile title="edited: no block yet">
        <Drawing {...normal} cell={{ blocks: [] }} />
      </Tile>
      <Tile
        title="pointed at, with a tooltip"
        gesture={{ selector: '[data-node="tile 2 0"]', event: 'pointerover' }}
      >
        <Drawing {...normal} describe={() => ['avg 3×3', '24 × 24 × 16', '1.2 k parameters']} />
      </Tile>
      {wide && (
        <Tile title="L, probabilities, lit: a combiner">
          <Drawing
            cell={darts.reduction}
            kind="reduction"
            size="L"
            probabilities={chances(darts.reduction)}
            active={{ kind: 'combiner', block: 1 }}
            animate={false}
          />
        </Tile>
      )}
    </Part>
  );
}

const THUMBNAILS = [nasnet, amoebanet, darts, ...sampled];

export function Thumbnails(): ReactElement {
  return (
    <Part title="Thumbnails">
      {THUMBNAILS.map(({ normal, reduction }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <Tile key={index} title={`of a list, ${index + 1}`}>
          <div className="sheet-row">
            <CellThumbnail cell={normal} box={{ width: 96, height: 68 }} />
            <CellThumbnail cell={reduction} box={{ width: 78, height: 68 }} />
          </div>
        </Tile>
      ))}
      {[nasnet.normal, amoebanet.reduction, deep].map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <Tile key={index} title={`wide, ${index + 1}`}>
          <CellThumbnail cell={cell} box={{ width: 160, height: 120 }} />
        </Tile>
      ))}
    </Part>
  );
}

export function Operations(): ReactElement {
  return (
    <Part title="Operations">
      {OPERATION_IDS.map((operation) => (
        <Tile key={operation} title={operationWords(operation)}>
          <div className="sheet-row">
            <OperationTile operation={operation} scale="large" />
            <OperationTile operation={operation} />
            <OperationTile operation={operation} off />
          </div>
        </Tile>
      ))}
    </Part>
  );
}

export function Written({ wide, theme }: { readonly wide: boolean; readonly theme: Theme }): ReactElement {
  return (
    <Part title="Written as SVG text">
      {(['light', 'dark'] as const).map((other) => (
        <Tile key={other} title={other === theme ? `${other}, as on this page` : other}>
          <WrittenCells cells={wide ? [nasnet.normal, nasnet.reduction] : [nasnet.normal]} theme={other} />
        </Tile>
      ))}
    </Part>
  );
}

function WrittenCells({
  cells,
  theme,
}: {
  readonly cells: readonly Cell[];
  readonly theme: Theme;
}): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const text = useMemo(() => {
    const drawings = cells.map((cell) =>
      drawCell(layoutCell(cell, arrangementOf(cell), cells.length > 1 ? 'M' : 'S')),
    );
    return writeSvg(beside(drawings, 36), { theme, title: 'Cells', margin: 12 });
  }, [cells, theme]);
  useEffect(() => {
    box.current?.replaceChildren(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement);
  }, [text]);
  return <div ref={box} className="sheet-written" />;
}
