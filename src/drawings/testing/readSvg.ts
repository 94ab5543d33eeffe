/** Reads SVG text strictly, for tests: what is not well-formed throws. No entities but those of XML, no CDATA, no comments. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const NAME = /^[A-Za-z_][\w:.-]*/;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);/g;

/** The root element. */
export function readSvg(text: string): Element {
  const [root, rest] = readElement(text.trimStart());
  if (rest.trim() !== '') throw new Error(`after the root: ${start(rest)}`);
  return root;
}

function readElement(text: string): [Element, string] {
  const name = NAME.exec(text.slice(1))?.[0];
  if (text[0] !== '<' || name === undefined) throw new Error(`no element: ${start(text)}`);
  const attributes: Record<string, string> = {};
  let rest = text.slice(1 + name.length);
  for (;;) {
    const attribute = /^\s+([A-Za-z_][\w:.-]*)="([^"<]*)"/.exec(rest);
    if (!attribute) break;
    const [all, key = '', value = ''] = attribute;
    if (Object.hasOwn(attributes, key)) throw new Error(`<${name}> has two of ${key}`);
    attributes[key] = unescaped(value);
    rest = rest.slice(all.length);
  }
  if (rest.startsWith('/>')) return [{ name, attributes, children: [] }, rest.slice(2)];
  if (!rest.startsWith('>')) throw new Error(`in <${name}: ${start(rest)}`);
  const [children, after] = readChildren(rest.slice(1));
  const end = `</${name}>`;
  if (!after.startsWith(end)) throw new Error(`<${name}> is not closed: ${start(after)}`);
  return [{ name, attributes, children }, after.slice(end.length)];
}

function readChildren(text: string): [(Element | string)[], string] {
  const children: (Element | string)[] = [];
  let rest = text;
  while (!rest.startsWith('</')) {
    if (rest === '') throw new Error('the text ends inside an element');
    if (rest[0] === '<') {
      const [child, after] = readElement(rest);
      children.push(child);
      rest = after;
    } else {
      const words = /^[^<]+/.exec(rest)![0];
      children.push(unescaped(words));
      rest = rest.slice(words.length);
    }
  }
  return [children, rest];
}

function unescaped(text: string): string {
  if (text.replace(ENTITY, '').includes('&')) throw new Error(`a bare & in ${start(text)}`);
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(ENTITY, (entity) => {
    const body = entity.slice(1, -1);
    if (!body.startsWith('#')) return named[body]!;
    return String.fromCodePoint(Number(body.replace('#', '').replace(/^x/, '0x')));
  });
}

const start = (text: string): string => JSON.stringify(text.slice(0, 60));

/** A shape where it stands in the whole picture. */
export interface Shape {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** What tells it from another of its kind: measures, path data, words. */
  readonly look: string;
}

/** Everything that is painted, in order, with the groups' shifts added up. Colours stay as they are written. */
export function shapesOf(element: Element, x = 0, y = 0): Shape[] {
  const { name, attributes, children } = element;
  const shift = /^translate\((\S+) (\S+)\)$/.exec(attributes.transform ?? '');
  const [left, top] = [x + Number(shift?.[1] ?? 0), y + Number(shift?.[2] ?? 0)];
  if (name === 'title' || name === 'desc') return [];
  if (name === 'svg' || name === 'g') {
    return children.flatMap((child) => (typeof child === 'string' ? [] : shapesOf(child, left, top)));
  }
  const { x: ownX = '0', y: ownY = '0', d = '', width = '', height = '', rx = '' } = attributes;
  const look = [width, height, rx, d, attributes['font-size'] ?? '', wordsOf(element)].join(' ').trim();
  return [{ name, x: left + Number(ownX), y: top + Number(ownY), look }];
}

export const wordsOf = ({ children }: Element): string =>
  children.map((child) => (typeof child === 'string' ? child : wordsOf(child))).join('');

/** All elements of a name, in order. */
export const allOf = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => (typeof child === 'string' ? [] : allOf(child, name))),
];
