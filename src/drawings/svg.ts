import {
  DASHES,
  type Drawing,
  type GroupMark,
  type Mark,
  type Paint,
  type PathMark,
  type RectMark,
  type TextMark,
} from './plot/marks.ts';
import { colourOf, FACES, type Theme } from './tokens.ts';

/**
 * A drawing as the text of an SVG file: colours inlined, no style sheet, no DOM. What it writes is plain SVG 1.1, so that word
 * processors and vector editors read it too. Text names its fonts; a drawing that is to stand by itself is `outlined` before.
 */

export interface SvgOptions {
  readonly theme: Theme;
  /** Accessible name and tooltip of the image. */
  readonly title: string;
  /** What it shows, in words. */
  readonly description?: string;
  /** Free pixels on every side. 0 if left out. */
  readonly margin?: number;
  /** Whether the page's colour lies under it; so it does if left out. */
  readonly ground?: boolean;
}

type Attributes = readonly (readonly [name: string, value: string | number | undefined])[];

/** Ends with a line feed. The ground is the page's colour: lines of the dark theme are pale. */
export function writeSvg(
  drawing: Drawing,
  { theme, title, description, margin = 0, ground: hasGround = true }: SvgOptions,
): string {
  const [width, height] = [drawing.width + 2 * margin, drawing.height + 2 * margin];
  const head: Attributes = [
    ['xmlns', 'http://www.w3.org/2000/svg'],
    ['role', 'img'],
    ['width', width],
    ['height', height],
    ['viewBox', [-margin, -margin, width, height].join(' ')],
    ...(drawing.marks.some(hasText) ? TYPE : []),
  ];
  const ground: Attributes = [
    ['x', -margin],
    ['y', -margin],
    ['width', width],
    ['height', height],
    ...painted('fill', 'page', theme),
  ];
  const lines = [
    open('svg', head),
    `  <title>${escaped(title)}</title>`,
    ...(description === undefined ? [] : [`  <desc>${escaped(description)}</desc>`]),
    ...(hasGround ? [`  ${empty('rect', ground)}`] : []),
    ...drawing.marks.flatMap((mark) => linesOf(mark, theme, '  ')),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

const TYPE: Attributes = [
  ['font-family', FACES.sans],
  ['style', "font-feature-settings: 'tnum'"],
];

const hasText = (mark: Mark): boolean =>
  mark.kind === 'text' || (mark.kind === 'group' && mark.marks.some(hasText));

function linesOf(mark: Mark, theme: Theme, indent: string): string[] {
  switch (mark.kind) {
    case 'group':
      return groupLines(mark, theme, indent);
    case 'rect':
      return [indent + empty('rect', rectAttributes(mark, theme))];
    case 'path':
      return [indent + empty('path', pathAttributes(mark, theme))];
    case 'text':
      return [indent + textElement(mark, theme)];
    default:
      return mark satisfies never;
  }
}

function groupLines(mark: GroupMark, theme: Theme, indent: string): string[] {
  if (mark.marks.length === 0) return [];
  const { at, crisp } = mark;
  const attributes: Attributes = [
    ['transform', at && `translate(${at[0]} ${at[1]})`],
    ['shape-rendering', crisp ? 'crispEdges' : undefined],
    ...paints(mark, theme),
  ];
  const inside = mark.marks.flatMap((child) => linesOf(child, theme, `${indent}  `));
  return [indent + open('g', attributes), ...inside, `${indent}</g>`];
}

const rectAttributes = (mark: RectMark, theme: Theme): Attributes => [
  ['x', mark.x],
  ['y', mark.y],
  ['width', mark.width],
  ['height', mark.height],
  ['rx', mark.corner],
  ['stroke-dasharray', mark.dashed ? DASHES : undefined],
  ['opacity', mark.opacity],
  ...paints(mark, theme),
];

const pathAttributes = (mark: PathMark, theme: Theme): Attributes => [['d', mark.d], ...paints(mark, theme)];

function textElement(mark: TextMark, theme: Theme): string {
  const { x, y, size, weight, anchor, face = 'sans', text, index } = mark;
  const isMath = face === 'math';
  const attributes: Attributes = [
    ['x', x],
    ['y', y],
    ['font-size', size],
    ['font-weight', weight],
    ['font-family', isMath ? FACES.math : undefined],
    ['font-style', isMath ? 'italic' : undefined],
    ['text-anchor', anchor],
    ...paints(mark, theme),
  ];
  const lowered: Attributes = index
    ? [
        ['dy', index.drop],
        ['font-size', index.size],
      ]
    : [];
  const after = index ? `${open('tspan', lowered)}${escaped(index.text)}</tspan>` : '';
  return `${open('text', attributes)}${escaped(text)}${after}</text>`;
}

type Painted = Pick<GroupMark, 'fill' | 'stroke' | 'strokeWidth'>;

const paints = ({ fill, stroke, strokeWidth }: Painted, theme: Theme): Attributes => [
  ...painted('fill', fill, theme),
  ...painted('stroke', stroke, theme),
  ['stroke-width', strokeWidth],
];

/** What shines through says so in an attribute of its own: few programs read a colour of eight digits. */
function painted(name: 'fill' | 'stroke', paint: Paint | undefined, theme: Theme): Attributes {
  if (paint === undefined || paint === 'none') return [[name, paint]];
  const colour = colourOf(paint, theme);
  const share = colour.slice(7);
  if (share === '') return [[name, colour]];
  const opacity = Math.round((Number.parseInt(share, 16) / 255) * 100) / 100;
  return [
    [name, colour.slice(0, 7)],
    [`${name}-opacity`, opacity],
  ];
}

const open = (name: string, attributes: Attributes): string => `<${name}${written(attributes)}>`;
const empty = (name: string, attributes: Attributes): string => `<${name}${written(attributes)}/>`;

const written = (attributes: Attributes): string =>
  attributes
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text and for attributes in double quotes. Control characters have no place in XML and are left out. */
export const escaped = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, '').replace(/[&<>"]/g, (character) => ENTITIES[character]!);
