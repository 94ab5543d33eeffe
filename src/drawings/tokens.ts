/**
 * The colours and faces that a drawing names, for pictures that stand outside the page. On the page tokens.css has them;
 * a test holds the two together.
 */

export type Theme = 'light' | 'dark';

type Pair = readonly [light: string, dark: string];

const COLOURS = {
  page: ['#fcfbf8', '#151513'],
  raised: ['#ffffff', '#201f1c'],
  ink: ['#1c1b18', '#efede6'],
  ink2: ['#55534b', '#b9b5a9'],
  ink3: ['#716e64', '#949083'],
  rule: ['#e5e2d9', '#2e2c28'],
  rule2: ['#cbc7bb', '#46433c'],
  edge: ['#57554d', '#b4b0a4'],
  edge2: ['#8c887c', '#79756a'],
  blue: ['#1d5fa6', '#74aef2'],
  blueWeak: ['#dce8f5', '#1b2f47'],
  red: ['#b5401d', '#f08a62'],
  band: ['#eeebe2', '#262521'],
  bandLine: ['#8a8678', '#7f7b6f'],
  input: ['#ffffff', '#f1efe8'],
  inputLine: ['#57554d', '#f1efe8'],
  opIdentity: ['#fff1c9', '#f2e7c6'],
  opPool: ['#fadf8e', '#e8cf7e'],
  opSep: ['#f1bb36', '#dda92c'],
  opConv: ['#d8882c', '#bc7a28'],
  opLine: ['#94711f8c', '#151513'],
  add: ['#7cc198', '#77bb93'],
  concat: ['#449b70', '#43966f'],
  output: ['#f4b3c2', '#e59cae'],
  nodeInk: ['#1c1b18', '#1c1b18'],
  heat0: ['#f3f1eb', '#22211e'],
  heat1: ['#0f4c8f', '#8cc0ff'],
} as const satisfies Readonly<Record<string, Pair>>;

/** A colour by its token's name. */
export type Colour = keyof typeof COLOURS;

export const COLOUR_NAMES = Object.keys(COLOURS) as readonly Colour[];

/** #rrggbb, or #rrggbbaa where the colour lets through what lies under it. */
export const colourOf = (name: Colour, theme: Theme): string => COLOURS[name][theme === 'light' ? 0 : 1];

/** Families of type, the preferred one first; math is set in italics. */
export const FACES = {
  sans: '"Inter Variable", "Inter", system-ui, sans-serif',
  math: '"STIX Two Text", "Times New Roman", Times, serif',
} as const;

export type Face = keyof typeof FACES;
