import {
  type KeyboardEvent,
  type ReactElement,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { StoreContext, usePlayground } from '../../../store/context.ts';
import { Icon } from '../../parts/Icon.tsx';
import { useFocusGoesBack } from '../../parts/useFocusGoesBack.ts';
import { glossaryTexts as texts } from '../../texts/classroom/glossary/glossary.ts';
import type { PlaceId, TermId } from '../../texts/classroom/glossary/ids.ts';
import { TERMS } from '../../texts/classroom/glossary/terms.ts';
import { goToPlace, type Ways } from './places.ts';
import { ENTRIES, findTerms, type GlossaryEntry } from './search.ts';
import { TermFacts } from './TermFacts.tsx';
import '../../parts/Panel.css';
import './GlossaryView.css';

export interface GlossaryViewProps {
  readonly isPhone: boolean;
  readonly ways: Ways;
  readonly onClose: () => void;
  /** What had the focus before it was opened. */
  readonly before: Element | null;
}

const isTerm = (id: string | null): id is TermId => id !== null && Object.hasOwn(TERMS, id);

/** All terms, searched by typing: over the leaderboard, on a phone over the page. What is typed is kept while it is open. */
export function GlossaryView({ isPhone, ways, onClose, before }: GlossaryViewProps): ReactElement {
  const store = useContext(StoreContext);
  const wanted = usePlayground(({ reading }) => (reading?.view === 'glossary' ? reading.term : null));
  const read = usePlayground((state) => state.read);
  const open = isTerm(wanted) ? wanted : null;
  // A link may name a term by what a person would type.
  const [typed, setTyped] = useState(open === null ? (wanted ?? '') : '');
  const found = useMemo(() => findTerms(typed), [typed]);
  const [isAway, setAway] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const rows = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('.glossary-term') ?? []),
  ];
  useFocusGoesBack(before);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const isLink = useRef(open !== null);
  useEffect(() => {
    // With its explanation: where a person opened it nothing moves that need not.
    const block = isLink.current ? 'start' : 'nearest';
    isLink.current = false;
    if (open !== null) list.current?.querySelector('[data-open]')?.scrollIntoView({ block });
  }, [open]);

  const toggle = (id: TermId): void => read({ view: 'glossary', term: id === open ? null : id });
  const onTerm = (id: TermId): void => {
    if (!found.some((one) => one.id === id)) setTyped('');
    read({ view: 'glossary', term: id });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`#term-${id}`)?.focus());
  };
  const go = async (place: PlaceId): Promise<boolean> => {
    if (store === null) return false;
    // It lies over what these are in.
    const covers = isPhone || place === 'board';
    setAway(covers);
    const isThere = await goToPlace(place, store.getState(), ways);
    if (isThere && covers) onClose();
    else setAway(false);
    return isThere;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      if (typed === '') onClose();
      else {
        setTyped('');
        field.current?.focus();
      }
      return;
    }
    const all = rows();
    const to = walked(event.key, all.indexOf(document.activeElement as HTMLElement), all.length);
    if (to === null) return;
    event.preventDefault();
    (to < 0 ? field.current : all[to])?.focus();
  };
  return (
    <section className="glossary" aria-label={texts.name} hidden={isAway} onKeyDown={onKeyDown}>
      <div className="panel-head">
        <h2>{texts.name}</h2>
        <div className="panel-facts">
          <button type="button" className="icon-button" aria-label={texts.close} onClick={onClose}>
            <Icon sign="close" />
          </button>
        </div>
      </div>
      <div className="glossary-search">
        <input
          ref={field}
          type="search"
          aria-label={texts.search}
          placeholder={texts.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <span className="hint" role="status">
          {texts.count(found.length, ENTRIES.length)}
        </span>
      </div>
      <div className="glossary-scroll">
        {found.length === 0 && <p className="glossary-none">{texts.none(typed)}</p>}
        {/* biome-ignore lint/a11y/noRedundantRoles: without its marks Safari no longer takes it for a list */}
        <ul ref={list} role="list" aria-label={texts.list}>
          {found.map((entry) => (
            <Entry
              key={entry.id}
              entry={entry}
              isOpen={entry.id === open}
              onToggle={toggle}
              onTerm={onTerm}
              onGo={go}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Where a key leads: -1 is the field; null for a key that is not the list's. `at`: -1 where none of its rows has the focus. */
export function walked(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return at < 0 ? null : at - 1;
    case 'Home':
      return at < 0 ? null : 0;
    case 'End':
      return at < 0 ? null : count - 1;
    default:
      return null;
  }
}

interface EntryProps {
  readonly entry: GlossaryEntry;
  readonly isOpen: boolean;
  readonly onToggle: (id: TermId) => void;
  readonly onTerm: (id: TermId) => void;
  readonly onGo: (place: PlaceId) => Promise<boolean>;
}

function Entry({ entry, isOpen, onToggle, onTerm, onGo }: EntryProps): ReactElement {
  const id = useId();
  return (
    <li className="glossary-entry" data-open={isOpen || undefined}>
      <h3>
        <button
          type="button"
          id={`term-${entry.id}`}
          className="glossary-term"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => onToggle(entry.id)}
        >
          {entry.term}
        </button>
      </h3>
      {isOpen && (
        <div id={id}>
          <TermFacts id={entry.id} textId={`${id}-text`} onTerm={onTerm} onGo={onGo} />
          {entry.also.length > 0 && <p className="hint">{texts.also(entry.also)}</p>}
        </div>
      )}
    </li>
  );
}
