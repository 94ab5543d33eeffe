import { useEffect, useRef } from 'react';
import { isWritten } from '../../notices/PasteZone.tsx';

/** What the editor's keys do. */
export interface EditorActs {
  undo(): void;
  redo(): void;
  addBlock(): void;
  deleteBlock(): void;
  train(): void;
  /** Null where no contest is open. */
  readonly handIn: (() => void) | null;
  /** Leads to the choices of a group, where there are any. */
  choose(group: 'operation' | 'reads' | 'combine'): void;
}

/** Keys that mean something anywhere in the editor: of other parts of the page, and of text, they stay. */
const isHere = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Element && target.closest('.layer') !== null);

export function useEditorKeys(acts: EditorActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || isWritten(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const act =
        event.ctrlKey || event.metaKey ? withModifier(event) : isHere(event.target) ? alone(event) : null;
      if (act === null) return;
      event.preventDefault();
      act(latest.current);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

type Act = (acts: EditorActs) => void;

function withModifier({ key, shiftKey }: KeyboardEvent): Act | null {
  switch (key.toLowerCase()) {
    case 'z':
      return shiftKey ? (acts) => acts.redo() : (acts) => acts.undo();
    case 'y':
      return shiftKey ? null : (acts) => acts.redo();
    default:
      return null;
  }
}

/** A key that is held asks once for what takes something away, brings something, or trains. */
function alone({ key, repeat }: KeyboardEvent): Act | null {
  switch (key) {
    case 'o':
    case 'O':
      return (acts) => acts.choose('operation');
    case 'i':
    case 'I':
      return (acts) => acts.choose('reads');
    case 'c':
    case 'C':
      return (acts) => acts.choose('combine');
    case 't':
    case 'T':
      return repeat ? null : (acts) => acts.train();
    case 'h':
    case 'H':
      return repeat ? null : (acts) => acts.handIn?.();
    case '+':
      return repeat ? null : (acts) => acts.addBlock();
    case 'Delete':
    case 'Backspace':
      return repeat ? null : (acts) => acts.deleteBlock();
    default:
      return null;
  }
}
