import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';

/** Told to an element as if a person had done it, once it is there. */
export interface Gesture {
  readonly selector: string;
  readonly event: 'pointerover' | 'focusin';
}

export interface TileProps {
  /** What is shown, and in which state: one line. */
  readonly title: string;
  readonly gesture?: Gesture;
  readonly children: ReactNode;
}

/** One drawing of the sheet over its name. */
export function Tile({ title, gesture, children }: TileProps): ReactElement {
  const figure = useRef<HTMLElement>(null);
  const { selector, event } = gesture ?? {};
  useEffect(() => {
    const root = figure.current;
    if (!root || selector === undefined || event === undefined) return;
    const act = (): boolean => {
      const target = root.querySelector(selector);
      target?.dispatchEvent(new Event(event, { bubbles: true }));
      return target !== null;
    };
    if (act()) return;
    const observer = new MutationObserver(() => {
      if (act()) observer.disconnect();
    });
    observer.observe(root, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [selector, event]);
  return (
    <figure ref={figure} data-tile={title}>
      {children}
      <figcaption>{title}</figcaption>
    </figure>
  );
}

/** Tiles under one head. */
export function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section>
      <h2>{title}</h2>
      <div className="sheet-tiles">{children}</div>
    </section>
  );
}
