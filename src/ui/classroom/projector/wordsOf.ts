/** Parts of the page: named, but larger than what one points at. */
const PARTS = [
  'section',
  'aside',
  'main',
  'nav',
  'table',
  'form',
  'fieldset',
  'dialog',
  '[role="group"]',
  '[role="tabpanel"]',
];

/** What has a name, a tooltip or words of its own. */
const NAMED = [
  '[data-tip]',
  `[aria-label]:not(${PARTS.join()})`,
  'button',
  'a',
  'label',
  'summary',
  '[role="tab"]',
  'tr',
].join();

const CELLS = ['td', 'th'].join();

/** Most letters: two lines of a beamer. */
const MOST = 180;

/** What the innermost thing around this element is called, and what its tooltip says of it; null where it has no name. */
export function wordsOf(element: Element): string | null {
  const named = element.closest(NAMED);
  if (named === null) return null;
  const name = (named.getAttribute('aria-label') ?? cellsOf(named)).replace(/\s+/g, ' ').trim();
  const tip = named.getAttribute('data-tip') ?? '';
  const words = [name, tip].filter((part) => part !== '').join(tip.startsWith(name) ? ' ' : ': ');
  const said = name !== '' && tip.startsWith(name) ? tip : words;
  if (said === '') return null;
  return said.length > MOST ? `${said.slice(0, MOST - 1).trimEnd()}…` : said;
}

/** Of a row its cells, parted; of all else its words. */
function cellsOf(named: Element): string {
  const cells = [...named.querySelectorAll(CELLS)];
  const parts = cells.length > 0 ? cells : [named];
  return parts
    .map((part) => part.textContent?.trim() ?? '')
    .filter((text) => text !== '')
    .join(', ');
}
