import { OWN_SIZE } from '../../data/own/info.ts';
import { middleSquare, scaleSquare } from '../../data/own/square.ts';
import { sha256 } from '../../data/sha256.ts';
import type { SquareEvent, Unread } from '../../protocol/own.ts';

/** A picture's middle square as it is kept, and the digest of its bytes; or why it cannot be read. */
export type Decoded =
  | { readonly pixels: Uint8Array<ArrayBuffer>; readonly digest: string }
  | { readonly unread: Unread };

/** Of a square of `side` x `side` RGBA pixels, all opaque, the bytes that are wanted. */
type Scaled = (rgba: ArrayLike<number>, side: number) => Uint8Array<ArrayBuffer>;

/** Bytes of a file. */
const MOST_BYTES = 100e6;
/** Pixels along a side that are looked at one by one; the browser makes larger ones as small first. */
const MOST_SIDE = 2048;

/** Decodes a picture as sets of own pictures keep it. */
export async function decodePicture(name: string, file: Blob): Promise<Decoded> {
  const read = await readSquare(name, file, (rgba, side) => scaleSquare(rgba, side, OWN_SIZE));
  return 'unread' in read ? read : { ...read, digest: await sha256(read.pixels) };
}

/**
 * The middle square of what the browser can decode: rotation flags are followed, grey and 16 bits become 8 bits of RGB in sRGB,
 * and what is transparent lies on white. A bitmap is closed.
 */
export async function readSquare(
  name: string,
  picture: Blob | ImageBitmap,
  scaled: Scaled,
): Promise<SquareEvent> {
  const bitmap = await bitmapOf(name, picture);
  if ('unread' in bitmap) return bitmap;
  try {
    const { x, y, side } = middleSquare(bitmap.width, bitmap.height);
    const drawn = Math.min(side, MOST_SIDE);
    const context = new OffscreenCanvas(drawn, drawn).getContext('2d', { willReadFrequently: true });
    if (context === null) return { unread: { kind: 'damaged', name } };
    context.imageSmoothingQuality = 'high';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, drawn, drawn);
    context.drawImage(bitmap, x, y, side, side, 0, 0, drawn, drawn);
    return { pixels: scaled(context.getImageData(0, 0, drawn, drawn).data, drawn) };
  } finally {
    bitmap.close();
  }
}

async function bitmapOf(
  name: string,
  picture: Blob | ImageBitmap,
): Promise<ImageBitmap | Extract<SquareEvent, { unread: Unread }>> {
  if (!(picture instanceof Blob)) return picture;
  if (picture.size > MOST_BYTES) return { unread: { kind: 'large', name, bytes: picture.size } };
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' }).catch(() => null);
  return bitmap ?? { unread: { kind: (await isHeic(picture)) ? 'heic' : 'damaged', name } };
}

/** By its first bytes, ISO/IEC 23008-12: a box `ftyp` with one of these brands. */
async function isHeic(file: Blob): Promise<boolean> {
  const head = await file.slice(4, 12).text();
  return /^ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)/.test(head);
}
