import { decodeRoute, encodeRoute } from '../../codecs/route.ts';
import type { Shown } from '../../store/shown/view.ts';
import type { PlaygroundState, PlaygroundStore } from '../../store/store.ts';
import { names, namesLayer, readingIn } from './address.ts';
import { createHistory, entry, type PageHistory } from './history.ts';
import { createOpening } from './opening.ts';
import { createTravelled } from './travelled.ts';

/**
 * Opens what the address names, now and whenever the fragment changes, and keeps the fragment true to what is open. Needs
 * neither GPU, data nor tfjs. Resolves once the first address is opened.
 */
export function followLinks(store: PlaygroundStore): Promise<void> {
  const page = createHistory(store);
  const open = createOpening(store, page);
  const opening = open();
  window.addEventListener('hashchange', () => void open());
  window.addEventListener('popstate', createTravelled(store, page));
  store.subscribe((state, before) => {
    // Whoever keeps their own settings has them after a reload, too.
    const isLeft = state.lent === null && before.lent !== null && !page.isLending;
    if (isLeft && state.settings === before.lent?.own.settings) leaveSettings(page);
    if (state.reading !== before.reading) return followReading(page, state, before);
    if ((state.lessons === null) !== (before.lessons === null)) return followLessons(page, state);
    if ((state.layer === null) !== (before.layer === null)) return followLayer(page, state);
    if (isTurned(page, state, before)) page.write(page.own(), 'replace');
  });
  return opening;
}

/** Of a link to a search its pair stays, if it has one. */
function leaveSettings(page: PageHistory): void {
  const { linked } = page;
  if (linked?.shown.source === 'link' && names(linked.hash, 'rerun')) {
    const { shown } = linked;
    page.linked = { shown, hash: encodeRoute({ view: 'pair', architecture: shown.architecture }) };
  }
  if (names(location.hash, 'rerun')) page.write(page.own(), 'replace');
}

function followReading(page: PageHistory, { reading }: PlaygroundState, before: PlaygroundState): void {
  const isNamed = readingIn(decodeRoute(location.hash)) !== null;
  if (reading === null) {
    if (isNamed) page.stepBack('reading');
    return;
  }
  page.write(page.own(), before.reading === null && !isNamed ? { reading: true } : 'replace');
}

/** Their list has no address, and an entry all the same. */
function followLessons(page: PageHistory, { lessons }: PlaygroundState): void {
  if (lessons === null) {
    if (!page.isFollowing) page.stepBack('lesson');
    return;
  }
  page.write(page.own(), page.isFollowing || entry().lesson === true ? 'replace' : { lesson: true });
}

function followLayer(page: PageHistory, { layer, lessons }: PlaygroundState): void {
  if (layer === null) {
    page.stepBack('layer');
    return;
  }
  // A lesson leads into layers and out again: its address is its step's.
  const isNamed = lessons?.at === 'lesson' || entry().layer === true || namesLayer(location.hash);
  page.write(page.own(), isNamed ? 'replace' : { ...entry(), layer: true });
}

const NONE: Shown = { source: 'live' };

/** Something else is open than the address says. */
function isTurned({ linked }: PageHistory, state: PlaygroundState, before: PlaygroundState): boolean {
  const { shown, editor, layer, lessons, contest } = state;
  const isOther = shown !== before.shown || editor !== before.editor;
  const isLinked = shown !== before.shown && [before.shown, shown].includes(linked?.shown ?? NONE);
  return (
    lessons !== before.lessons ||
    contest !== before.contest ||
    layer !== before.layer ||
    (layer !== null && isOther) ||
    isLinked
  );
}
