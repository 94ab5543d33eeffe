import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';
import type { FaceOutlines, Outlines } from '../outlines.ts';

/** Reads what glyphs.json holds from the fonts of the page: the outlines of the characters that drawings use. */

const FIGURES = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Between figures Inter has a multiplication sign of its own, raised to their middle: the only one that drawings need. */
const TIMES = '×';

const inter = (weight: number): string => `@fontsource/inter/files/inter-latin-${weight}-normal.woff`;

export function readFonts(): Outlines {
  return {
    source: 'Inter and STIX Two Text, from @fontsource/inter and @fontsource/stix-two-text',
    licence: 'SIL Open Font License 1.1',
    faces: {
      'sans 500': readFace(inter(500), `${LETTERS}${FIGURES} /${TIMES}`),
      'sans 600': readFace(inter(600), `${LETTERS}${FIGURES} /${TIMES}`),
      'math 400': readFace('@fontsource/stix-two-text/files/stix-two-text-latin-400-italic.woff', 'hi1−'),
    },
  };
}

function readFace(file: string, characters: string): FaceOutlines {
  const font = openSync(createRequire(import.meta.url).resolve(file)) as Font;
  const signs = [...characters];
  const plain = signs.filter((sign) => sign !== TIMES);
  const kerns = plain.flatMap((first) =>
    plain.map((second) => [first + second, kernOf(font, first, second)] as const),
  );
  return {
    unitsPerEm: font.unitsPerEm,
    glyphs: Object.fromEntries(signs.map((sign) => [sign, glyphOf(font, sign)])),
    kerns: Object.fromEntries(kerns.filter(([, kern]) => kern !== 0)),
  };
}

function glyphOf(font: Font, sign: string): string {
  const { glyphs, positions } = sign === TIMES ? shaped(font, `0${TIMES}0`) : shaped(font, sign);
  const at = sign === TIMES ? 1 : 0;
  return `${positions[at]!.xAdvance} ${glyphs[at]!.path.toSVG()}`.trimEnd();
}

const kernOf = (font: Font, first: string, second: string): number =>
  widthOf(font, first + second) - widthOf(font, first) - widthOf(font, second);

/** As a font lays a text out, in its units: the oracle of what is put together from glyphs.json. */
export const widthOf = (font: Font, text: string): number => shaped(font, text).advanceWidth;

const shaped = (font: Font, text: string) => font.layout(text, ['tnum', 'kern', 'calt', 'ccmp']);

export const openFace = (weight: 500 | 600): Font =>
  openSync(createRequire(import.meta.url).resolve(inter(weight))) as Font;
