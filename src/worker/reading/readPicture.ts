/** A picture's pixels: height x width x 4 bytes. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Long sides that a picture is tried at: small codes want its own size, blurred ones a smaller one. */
const SIDES = [1000, 500, 1600, 300] as const;

type Decode = (pixels: Pixels, options?: { readonly effort?: number; readonly timeLimit?: number }) => string;

/** The text of a QR code; null where none is found. `effort` as the reader counts it. */
export function readPixels(decode: Decode, pixels: Pixels, timeLimit: number): string | null {
  try {
    return decode(pixels, { effort: EFFORT, timeLimit });
  } catch {
    return null;
  }
}

const EFFORT = 8;
const PICTURE_MS = 1500;
const FRAME_MS = 250;

/**
 * The text of a QR code in a picture's file, or in what a camera shows now, which is looked at once and closed; null where none is
 * found or it is no picture that this browser reads. The decoder is loaded with the first picture.
 */
export async function readPicture(picture: Blob | ImageBitmap): Promise<string | null> {
  const { default: decode } = await import('qr/decode.js');
  const isFrame = !(picture instanceof Blob);
  const bitmap = isFrame ? picture : await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return null;
  try {
    for (const side of isFrame ? SIDES.slice(0, 1) : SIDES) {
      const found = readPixels(decode, pixelsOf(bitmap, side), isFrame ? FRAME_MS : PICTURE_MS);
      if (found !== null) return found;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

/** On white, with a margin: a code may fill its picture. */
function pixelsOf(picture: ImageBitmap, side: number): Pixels {
  const scale = Math.min(side / Math.max(picture.width, picture.height), 2);
  const margin = Math.round(side / 20);
  const [width, height] = [picture.width, picture.height].map((one) => Math.max(1, Math.round(one * scale)));
  const canvas = new OffscreenCanvas((width ?? 1) + 2 * margin, (height ?? 1) + 2 * margin);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser gives no canvas to a worker');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, margin, margin, canvas.width - 2 * margin, canvas.height - 2 * margin);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
