import type { CellChoice } from '../../drawings/cell/picture.ts';

/** So many pixels of an image for each of the drawing's. */
const SCALE = 2;

/** PNG of an SVG that is whole by itself; rejects where the browser can't make it. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  image.src = svgAddress(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * width;
  canvas.height = SCALE * height;
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null || context === null) throw new Error(`no image of ${canvas.width} x ${canvas.height}`);
  return blob;
}

/** An address that names nothing outside itself. */
export const svgAddress = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** "child-13-both-cells.svg", from what the pair is called. */
export function pictureName(pair: string, cells: CellChoice, extension: string): string {
  return `${fileWords(pair)}-${cells === 'both' ? 'both-cells' : `${cells}-cell`}.${extension}`;
}

/** In signs that every file system takes. */
export const fileWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'cells';
