import type { Colour, Face } from '../tokens.ts';

/**
 * A drawing as a display list: what is drawn, where, in which colour, in the order of painting. The page draws it with
 * React, svg.ts writes it as text. Pixels, y downward.
 */

export type Paint = Colour | 'none';

/** Of a dashed outline: a dash and a gap, in pixels. */
export const DASHES = '4 3';

interface MarkBase {
  /** Tells it from its neighbours in one group, and is the same for the same thing in the next drawing. */
  readonly key: string;
  /** What it is for, where the page does something with it: a class there. */
  readonly role?: string;
}

interface Painted {
  readonly fill?: Paint;
  readonly stroke?: Paint;
  readonly strokeWidth?: number;
}

export interface GroupMark extends MarkBase, Painted {
  readonly kind: 'group';
  /** Where its origin lies. */
  readonly at?: readonly [x: number, y: number];
  /** When it comes in a drawing that appears by and by, 0 to 1. */
  readonly order?: number;
  /** On whole pixels, without smoothing. */
  readonly crisp?: boolean;
  readonly marks: readonly Mark[];
}

export interface RectMark extends MarkBase, Painted {
  readonly kind: 'rect';
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  /** Radius of its corners. */
  readonly corner?: number;
  /** Its outline in dashes. */
  readonly dashed?: boolean;
  readonly opacity?: number;
}

export interface PathMark extends MarkBase, Painted {
  readonly kind: 'path';
  readonly d: string;
}

export interface TextMark extends MarkBase, Painted {
  readonly kind: 'text';
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly weight?: 400 | 500 | 600;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Sans if left out. */
  readonly face?: Face;
  readonly text: string;
  /** An index after the text: `drop` lowers it. */
  readonly index?: { readonly text: string; readonly size: number; readonly drop: number };
}

export type Mark = GroupMark | RectMark | PathMark | TextMark;

/** A whole picture. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}
