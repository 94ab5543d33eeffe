import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import './Panel.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly name: string;
}

export interface TabsProps<Id extends string> {
  /** Accessible name of the row. */
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly chosen: Id;
  /** Begins the ids of the tabs, and names their panel: see `tabIds`. */
  readonly base: string;
  readonly onChoose: (id: Id) => void;
}

/** Ids by which a tab and the one panel of its row name each other. */
export const tabIds = {
  tab: (base: string, id: string): string => `${base}-${id}`,
  panel: (base: string): string => `${base}-panel`,
} as const;

/** What a panel can show, one tab a view: one tab stop, arrows choose at once (WAI-ARIA's tabs, automatic activation). */
export function Tabs<Id extends string>({
  label,
  tabs,
  chosen,
  base,
  onChoose,
}: TabsProps<Id>): ReactElement {
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = tabTarget(
      event.key,
      tabs.findIndex(({ id }) => id === chosen),
      tabs.length,
    );
    const target = to === null ? undefined : tabs[to];
    if (target === undefined) return;
    event.preventDefault();
    onChoose(target.id);
    row.current?.querySelector<HTMLElement>(`#${CSS.escape(tabIds.tab(base, target.id))}`)?.focus();
  };
  return (
    <div ref={row} className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, name }) => {
        const isChosen = id === chosen;
        return (
          <button
            key={id}
            type="button"
            role="tab"
            id={tabIds.tab(base, id)}
            className="tab"
            aria-selected={isChosen}
            aria-controls={isChosen ? tabIds.panel(base) : undefined}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => onChoose(id)}
          >
            {name}
          </button>
        );
      })}
    </div>
  );
}

/** Where a key leads from a tab, around the row's ends; null for a key that is not a row's. */
export function tabTarget(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'ArrowRight':
      return (index + 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
