import { type ReactElement, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { besideFrame } from '../../../parts/tips/besideFrame.ts';
import { shown } from '../pointer.ts';
import { type Box, isOnPage, seenBox } from './seen.ts';
import './Outline.css';

const OFF = 4;
/** What it outlines may move or come at any time, ms. */
const LOOK = 100;
/** So many looks long it is kept in sight, since what is round it may still be coming; in all, where that goes on and on. */
const [KEPT, MOST_KEPT] = [10, 50];
/** What a person does who looks elsewhere. */
const LOOKS_ELSEWHERE = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** A thin outline round what can be seen of what a step is about; it takes no pointer, and follows what it outlines. */
export function Outline({ css }: { readonly css: string | null }): ReactElement | null {
  const [seen, setSeen] = useState<Box | null>(null);
  useEffect(() => {
    let target: Element | null = null;
    let place = '';
    let kept = 0;
    let keptInAll = 0;
    let isLeft = false;
    let isScrolled = false;
    const draw = (): void => {
      const next = target === null ? null : seenBox(target, OFF);
      setSeen((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    };
    const look = (): void => {
      const found = css === null ? null : shown(css);
      if (found !== target) {
        isLeft = false;
        keptInAll = 0;
      }
      // It is another one, or what came above it has moved it.
      if (found !== target || (!isScrolled && placeOf(found) !== place)) kept = KEPT;
      target = found;
      if (found !== null && kept > 0 && keptInAll < MOST_KEPT && !isLeft) {
        kept -= 1;
        keptInAll += 1;
        scrollTo(found);
      }
      place = placeOf(found);
      isScrolled = false;
      draw();
    };
    const onScroll = (): void => {
      isScrolled = true;
      draw();
    };
    const leave = ({ isTrusted }: Event): void => {
      isLeft ||= isTrusted;
    };
    look();
    const timer = setInterval(look, LOOK);
    const options = { capture: true, passive: true };
    window.addEventListener('scroll', onScroll, options);
    for (const type of LOOKS_ELSEWHERE) window.addEventListener(type, leave, options);
    return () => {
      clearInterval(timer);
      window.removeEventListener('scroll', onScroll, options);
      for (const type of LOOKS_ELSEWHERE) window.removeEventListener(type, leave, options);
    };
  }, [css]);
  if (seen === null) return null;
  const { left, top, right, bottom } = seen;
  const style = { left, top, width: right - left, height: bottom - top };
  return createPortal(<div className="lesson-outline" style={style} aria-hidden="true" />, besideFrame());
}

/** Where it begins: it may grow. */
function placeOf(found: Element | null): string {
  const box = found?.getBoundingClientRect();
  return box === undefined ? '' : `${box.left} ${box.top}`;
}

/** Whatever scrolls round it. On a phone the sheet takes the lower half of the page: what is outlined goes above it. */
function scrollTo(found: Element): void {
  found.scrollIntoView({ block: 'nearest' });
  const sheet = document.querySelector('.lessons[data-mode="phone"]');
  if (sheet === null || !isOnPage(found)) return;
  const box = found.getBoundingClientRect();
  const head = document.querySelector('.phone-run')?.clientHeight ?? 0;
  const free = sheet.getBoundingClientRect().top - head;
  const isSeen = box.top >= head && box.bottom <= head + free;
  if (!isSeen) window.scrollBy({ top: box.top - head - Math.max(8, (free - box.height) / 2) });
}
