import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { drawCell } from '../../drawings/cell/cellMarks.ts';
import { arrangementOf } from '../../drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../drawings/cell/layout/layout.ts';
import { SIZE_NAMES } from '../../drawings/cell/sizes.ts';
import { writeSvg } from '../../drawings/svg.ts';
import { readSvg, shapesOf } from '../../drawings/testing/readSvg.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { CellDrawing } from './CellDrawing.tsx';

const random = createRandom(17);
const cells = Array.from({ length: 5 }, () =>
  sampleArchitecture({ blocks: 4, operations: PAPER_OPERATION_IDS }, random),
).flatMap(({ normal, reduction }) => [
  { cell: normal, kind: 'normal' as const },
  { cell: reduction, kind: 'reduction' as const },
]);

test.each(cells.map((drawn, index) => [index, drawn] as const))(
  'the text of random cell %i has the shapes of the page, at the same places in the same order',
  (_, { cell, kind }) => {
    for (const size of SIZE_NAMES) {
      const page = renderToStaticMarkup(
        <CellDrawing cell={cell} kind={kind} size={size} label="Cell" texts={{ nodes: () => 'Nodes' }} />,
      );
      const image = page.slice(page.indexOf('<svg'), page.indexOf('</svg>') + '</svg>'.length);
      const layout = layoutCell(cell, arrangementOf(cell), size);
      const text = writeSvg(drawCell(layout, { stride: kind === 'reduction' }), {
        theme: 'light',
        title: '',
      });
      const [ground, ...written] = shapesOf(readSvg(text));
      expect(ground).toMatchObject({ name: 'rect', x: 0, y: 0 });
      expect(written).toEqual(shapesOf(readSvg(image)));
      expect(written.length).toBeGreaterThan(4 * 5);
    }
  },
);
