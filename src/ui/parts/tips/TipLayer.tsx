import { type ReactElement, useEffect, useRef } from 'react';
import { placeTip } from './tip.ts';
import './TipLayer.css';

/** Before a resting pointer's tooltip appears, in ms; one of a focused control does not wait. */
const DELAY = 450;

/** When a field that was tapped has its focus and its place, in ms. */
const SETTLED = 150;

/** So long after a touch a mouse is none, in ms. */
const MADE_UP = 1000;

/** One bubble for every control that bears `data-tip`, above dialogs too. */
export function TipLayer(): ReactElement {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const layer = bubble.current;
    if (layer === null || typeof layer.showPopover !== 'function') return;
    let timer = 0;
    let shown: Element | null = null;

    const hide = (): void => {
      clearTimeout(timer);
      shown = null;
      if (layer.matches(':popover-open')) layer.hidePopover();
    };
    const show = (control: Element): void => {
      hide();
      shown = control;
      layer.textContent = control.getAttribute('data-tip');
      // Where it stood before, the window's edge may squeeze it.
      layer.style.left = '0';
      layer.showPopover();
      const { width, height } = layer.getBoundingClientRect();
      const window = { width: document.documentElement.clientWidth, height: innerHeight };
      const isBeside = control.hasAttribute('data-tip-beside');
      const { left, top } = placeTip(control.getBoundingClientRect(), { width, height }, window, isBeside);
      layer.style.left = `${left}px`;
      layer.style.top = `${top}px`;
    };
    // Where a finger was, browsers make up a mouse over whatever comes there next.
    let touched = Number.NEGATIVE_INFINITY;
    const onPointer = (event: PointerEvent): void => {
      const control = controlOf(event);
      if (control === shown) return;
      hide();
      if (control !== null && event.pointerType !== 'touch' && event.timeStamp - touched > MADE_UP)
        timer = setTimeout(show, DELAY, control) as unknown as number;
    };
    // A finger rests on a control to ask about it; on a row's name, which does nothing else, it need not.
    const onTouch = (event: PointerEvent): void => {
      hide();
      const control = controlOf(event);
      if (event.pointerType !== 'touch' || control === null) return;
      if (acts(event)) timer = setTimeout(show, DELAY, control) as unknown as number;
    };
    const onLift = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch') return;
      clearTimeout(timer);
      touched = event.timeStamp;
    };
    const onClick = (event: MouseEvent): void => {
      const control = controlOf(event);
      if (!(event instanceof PointerEvent) || event.pointerType !== 'touch') return;
      // After the focus that a label passes on, and its scrolling, both of which take bubbles away.
      if (control !== null && !acts(event)) setTimeout(show, SETTLED, control);
    };
    const onFocus = (event: FocusEvent): void => {
      const control = controlOf(event);
      if (control === null || !(event.target as Element).matches(':focus-visible') || !everMoved) return;
      clearTimeout(timer);
      // A popover may have set it while it is being shown: until that has ended browsers refuse to show another.
      timer = setTimeout(show, 0, control) as unknown as number;
    };
    // The focus that the page sets on its own is no question about the control.
    let everMoved = false;
    const onKey = (event: KeyboardEvent): void => {
      everMoved = true;
      if (event.key === 'Escape') hide();
    };

    document.addEventListener('pointerover', onPointer);
    document.addEventListener('pointerdown', onTouch);
    document.addEventListener('pointerup', onLift);
    document.addEventListener('pointercancel', hide);
    document.addEventListener('click', onClick);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('scroll', hide, true);
    window.addEventListener('resize', hide);
    return () => {
      hide();
      document.removeEventListener('pointerover', onPointer);
      document.removeEventListener('pointerdown', onTouch);
      document.removeEventListener('pointerup', onLift);
      document.removeEventListener('pointercancel', hide);
      document.removeEventListener('click', onClick);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('scroll', hide, true);
      window.removeEventListener('resize', hide);
    };
  }, []);
  return <div ref={bubble} className="tip" popover="manual" aria-hidden="true" />;
}

/** What does something by itself when it is pressed. */
const CONTROLS = ['button', 'input', 'select', 'a', 'label:has(input)'].join();

const acts = ({ target }: Event): boolean => target instanceof Element && target.closest(CONTROLS) !== null;

function controlOf(event: Event): Element | null {
  return event.target instanceof Element ? event.target.closest('[data-tip]') : null;
}
