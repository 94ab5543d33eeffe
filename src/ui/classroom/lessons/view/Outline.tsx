import { type ReactElement, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { besideFrame } from '../../../parts/tips/besideFrame.ts';
import { shown } from '../pointer.ts';
import './Outline.css';

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const OFF = 4;
/** What it outlines may move or come at any time. */
const LOOK = 100;

/** A thin outline round what a step is about; it takes no pointer, and follows what it outlines. */
export function Outline({ css }: { readonly css: string | null }): ReactElement | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let scrolled = false;
    const look = (): void => {
      const found = css === null ? null : shown(css);
      // Once, as the step begins: a person may look elsewhere then.
      if (found !== null && !scrolled) {
        scrolled = true;
        scrollTo(found);
      }
      const box = found?.getBoundingClientRect() ?? null;
      const next =
        box === null
          ? null
          : {
              left: box.left - OFF,
              top: box.top - OFF,
              width: box.width + 2 * OFF,
              height: box.height + 2 * OFF,
            };
      setPlace((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    };
    look();
    const timer = setInterval(look, LOOK);
    window.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      window.removeEventListener('scroll', look, { capture: true });
    };
  }, [css]);
  if (place === null) return null;
  return createPortal(<div className="lesson-outline" style={place} aria-hidden="true" />, besideFrame());
}

/** On a phone the sheet takes the lower half: what is outlined goes above it. */
function scrollTo(found: Element): void {
  const sheet = document.querySelector('.lessons[data-mode="phone"]');
  if (sheet === null) {
    found.scrollIntoView({ block: 'nearest' });
    return;
  }
  const box = found.getBoundingClientRect();
  const head = 72;
  const free = sheet.getBoundingClientRect().top - head;
  const isSeen = box.top >= head && box.bottom <= head + free;
  if (!isSeen) window.scrollBy({ top: box.top - head - Math.max(8, (free - box.height) / 2) });
}
