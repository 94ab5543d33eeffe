import { fail, ok, type Result } from '../../base/result.ts';
import type { Rerun } from '../../codecs/rerun/rerun.ts';
import { decodeRoute, type LinkError } from '../../codecs/route.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { PlaygroundStore } from '../../store/store.ts';
import { openedBy, readingIn } from './address.ts';
import type { PageHistory } from './history.ts';

/** Opens what the address names; resolves once it is open. Whoever follows a link leaves the lessons that are open. */
export function createOpening(store: PlaygroundStore, page: PageHistory): () => Promise<void> {
  const leaveLessons = (): void => page.follow(() => store.getState().closeLessons());
  /** `show` draws the pair of a link. */
  const link = (hash: string, show: () => void): void => {
    leaveLessons();
    // What is left meanwhile is not this link's.
    page.linked = null;
    show();
    page.linked = { shown: store.getState().shown, hash };
    page.write(hash, 'replace');
  };
  const showLink = (opened: Result<Architecture, LinkError>): void => {
    const show = (): void => store.getState().openLink(opened);
    if (opened.ok && page.known !== null) link(page.known, show);
    else show();
  };
  const openRerun = async (recipe: string): Promise<void> => {
    const hash = page.known;
    const read = await readRerun(recipe);
    if (page.known !== hash) return; // another link came meanwhile
    if (!read.ok) return showLink(read);
    leaveLessons();
    const { architecture, settings } = read.value;
    const { lendSettings, dismissLinkProblem } = store.getState();
    page.isLending = true;
    lendSettings(settings);
    page.isLending = false;
    if (architecture === null) dismissLinkProblem();
    else showLink(ok(architecture));
  };
  /** What reads and words it is loaded for it alone. */
  const openContest = async (terms: string, architecture: Architecture | null): Promise<void> => {
    const hash = page.known;
    const loaded = await Promise.all([
      import('../../codecs/contest/contest.ts'),
      import('../../ui/texts/classroom/contest.ts'),
    ]).catch(() => null);
    if (page.known !== hash) return; // another link came meanwhile
    if (loaded === null) return showLink(fail({ kind: 'unread-link' }));
    const [{ contestDigest, decodeContest }, { contestWords }] = loaded;
    const read = decodeContest(terms);
    if (!read.ok) return showLink(read);
    leaveLessons();
    const opened = { contest: read.value, terms, digest: contestDigest(read.value) };
    store.getState().openContest(opened, contestWords, architecture);
  };
  /** What stands in a code's place may be cells in another notation; their reader is loaded for it alone. */
  const openOther = async (hash: string, error: LinkError): Promise<void> => {
    const loaded = await Promise.all([
      import('../../codecs/cells/read.ts'),
      import('../../ui/texts/notices/cells.ts'),
    ]).catch(() => null);
    if (location.hash !== hash) return;
    const cells = loaded?.[0].readCellsText(hash);
    if (loaded != null && cells?.ok) {
      const { value } = cells;
      const words = loaded[1].takenWords(value, null);
      return link(hash, () => {
        // Whoever follows a link leaves what is open.
        store.getState().closeLayer();
        store.getState().takeCells(value, words);
      });
    }
    const isOther = cells?.ok === false && cells.error.kind !== 'share' && cells.error.kind !== 'nothing';
    const why = loaded != null && isOther ? loaded[0].describeCellsFlaw(cells.error) : null;
    store.getState().openLink(fail(why === null ? error : { kind: 'no-cells', why }));
  };
  return async () => {
    if (location.hash === page.known) return;
    page.known = location.hash;
    const route = decodeRoute(page.known);
    const reading = readingIn(route);
    if (reading !== null) return store.getState().read(reading);
    store.getState().closeReading();
    const opened = openedBy(route);
    if (opened !== null)
      return !opened.ok && opened.error.kind === 'damaged'
        ? openOther(page.known, opened.error)
        : showLink(opened);
    if (!route.ok) return;
    const { value } = route;
    if (value.view === 'rerun') return openRerun(value.recipe);
    if (value.view === 'contest') return openContest(value.terms, value.architecture);
    if (value.view === 'lesson') {
      const { lesson, step } = value;
      return page.follow(() => store.getState().openLessons({ at: 'lesson', lesson, step }));
    }
    leaveLessons();
    if (value.view === 'inspector')
      store.getState().openInspector({ trial: value.trial, beside: value.beside ?? null });
    if (value.view === 'editor') store.getState().openLinkedEditor(value.architecture);
  };
}

/** Apart from the page's first load, which seldom needs it. */
async function readRerun(recipe: string): Promise<Result<Rerun, LinkError>> {
  try {
    const { decodeRerun } = await import('../../codecs/rerun/rerun.ts');
    return decodeRerun(recipe);
  } catch {
    return fail({ kind: 'unread-link' });
  }
}
