/** The page's icons, as browsers that install it want them: a small cell, drawn as every cell is. */
import { drawCell } from '../../drawings/cell/cellMarks.ts';
import { arrangementOf } from '../../drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../drawings/cell/layout/layout.ts';
import { writeSvg } from '../../drawings/svg.ts';
import { colourOf } from '../../drawings/tokens.ts';
import type { Cell } from '../../space/architecture.ts';

export interface Icon {
  readonly file: string;
  readonly pixels: number;
  /** How much of it the drawing takes: launchers cut a maskable one to a circle of four fifths. */
  readonly share: number;
}

export const ICONS: readonly Icon[] = [
  { file: 'icons/192.png', pixels: 192, share: 0.84 },
  { file: 'icons/512.png', pixels: 512, share: 0.84 },
  { file: 'icons/maskable.png', pixels: 512, share: 0.58 },
];

/** Of one block, so that it is seen at 48 px too. */
const CELL: Cell = {
  blocks: [{ inputs: [0, 1], operations: ['sepconv_3x3', 'maxpool_3x3'], combiner: 'add' }],
};

/** A page of that many pixels a side. */
export function iconPage({ pixels, share }: Icon): string {
  const drawing = drawCell(layoutCell(CELL, arrangementOf(CELL), 'T'), { stride: false });
  const svg = writeSvg(drawing, { theme: 'light', title: 'NAS Playground' });
  const scale = (pixels * share) / Math.max(drawing.width, drawing.height);
  return `<!doctype html><style>
body { display: grid; place-items: center; margin: 0; width: ${pixels}px; height: ${pixels}px; background: ${colourOf('page', 'light')}; }
svg { width: ${drawing.width * scale}px; height: ${drawing.height * scale}px; }
</style>${svg}`;
}
