import { decodeRoute } from '../../codecs/route.ts';
import type { PlaygroundStore } from '../../store/store.ts';
import { names, namesCells, namesLayer, readingIn } from './address.ts';
import { entry, type PageHistory } from './history.ts';

/**
 * The browser went back or on, or a link was followed: closes what the entry that it came to was not opened with. It comes before
 * `hashchange`, which opens what another fragment names, and where the fragment is the same, too.
 */
export function createTravelled(store: PlaygroundStore, page: PageHistory): () => void {
  return () => {
    const { hash } = location;
    const isOther = hash !== page.known;
    // Another lesson, another step of one, or a contest: `hashchange` opens it, and it closes what lies over the page.
    if (page.closing === null && isOther && names(hash, 'lesson', 'contest')) return;
    if (travelledReading(store, page)) return;
    if (page.closing !== null) {
      page.closing = null;
      return page.settle();
    }
    if (travelledLessons(store, page)) return;
    travelledLayer(store, page);
  };
}

function travelledReading(store: PlaygroundStore, page: PageHistory): boolean {
  const { layer, closeLayer, lessons, reading, read, closeReading } = store.getState();
  const { hash } = location;
  // A link to the editor on what is read, which no entry of the page's own is yet: `hashchange` opens it.
  if (reading !== null && window.history.state === null && namesLayer(hash)) return true;
  const named = readingIn(decodeRoute(hash));
  // Back from there to the board, which lies over nothing.
  if (named?.view === 'board' && reading === null && layer !== null) {
    page.known = hash;
    read(named);
    closeLayer();
    return true;
  }
  if (page.closing !== 'reading' && (reading === null || named !== null)) return false;
  page.closing = null;
  // What changed below it meanwhile is true of the entry that it leads back to.
  page.known = hash;
  closeReading();
  const below = {
    lesson: lessons !== null && entry().lesson === true,
    // A lesson's layers have no entries of their own.
    layer: lessons === null && layer !== null,
  };
  window.history.replaceState({ ...entry(), ...below }, '');
  page.settle();
  return true;
}

function travelledLessons(store: PlaygroundStore, page: PageHistory): boolean {
  const { lessons, closeLessons, openLessons } = store.getState();
  const { hash } = location;
  const route = decodeRoute(hash);
  const isNamed = entry().lesson === true || names(hash, 'lesson');
  if (lessons === null) {
    if (!isNamed || names(hash, 'lesson')) return false;
    page.known = hash;
    openLessons();
    return true;
  }
  // What is read lies over them, and what can't be read is told over what is there.
  if (isNamed || !route.ok || readingIn(route) !== null) return false;
  page.follow(closeLessons);
  // Another link: `hashchange` opens it.
  if (hash === '' || hash === page.own()) page.settle();
  return true;
}

function travelledLayer(store: PlaygroundStore, page: PageHistory): void {
  const { layer, closeLayer, openInspector } = store.getState();
  const { hash } = location;
  // Another link: `hashchange` opens it, and closes what lies over the page.
  if (layer !== null && hash !== page.under && namesCells(hash)) return;
  const isNamed = entry().layer === true || namesLayer(hash);
  // What can't be read is told as it is opened, over what is there.
  if (!decodeRoute(hash).ok) return;
  if (layer !== null && !isNamed) {
    page.known = hash;
    closeLayer();
    page.write(page.own(), 'replace');
  } else if (layer === null && isNamed && !namesLayer(hash)) openInspector();
}
