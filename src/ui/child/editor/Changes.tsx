import { type KeyboardEvent, type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import type { DraftPair } from '../../../space/architecture.ts';
import { draftAt, type History } from '../../../space/edit/history.ts';
import type { EditorOrigin } from '../../../store/editor/editor.ts';
import { editorTexts } from '../../texts/child/layer/editor.ts';
import { pointing } from './pointing.ts';
import './Changes.css';
import './choices/ChoiceGroup.css';

const says = editorTexts.changes;

export interface ChangesProps {
  readonly origin: EditorOrigin;
  readonly history: History;
  readonly onGo: (at: number) => void;
  /** What the pair was or will be at the place that is pointed at or focused; null: none is, or it is that now. */
  readonly onPoint: (draft: DraftPair | null) => void;
}

/**
 * All that was done, the latest last; what was undone stays, greyed, until something else is done. One tab stop, at the
 * place where the pair is: arrows, Home and End walk.
 */
export function Changes({ origin, history, onGo, onPoint }: ChangesProps): ReactElement {
  const { steps, at } = history;
  const lines = [says.start(origin), ...steps.map(({ change }) => editorTexts.change(change))];
  const list = useRef<HTMLOListElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const stop = focused !== null && focused < lines.length ? focused : at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer list may have moved it too
  useLayoutEffect(() => {
    if (list.current !== null) showRow(list.current, at);
  }, [at, steps]);

  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    list.current?.children[to]?.querySelector('button')?.focus();
  };
  return (
    <section aria-label={says.title}>
      <div className="choice-head">
        <h3>{says.title}</h3>
        <span className="hint">{says.note}</span>
      </div>
      <ol ref={list} className="changes" start={0}>
        {lines.map((line, index) => {
          const { onFocus, onBlur, ...hover } = pointing(
            index === at ? null : draftAt({ ...history, at: index }),
            onPoint,
          );
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a change is known by its place alone
            <li key={index}>
              <button
                type="button"
                className="change"
                aria-current={index === at ? 'step' : undefined}
                data-undone={index > at || undefined}
                tabIndex={index === stop ? 0 : -1}
                title={line}
                {...hover}
                onFocus={() => {
                  setFocused(index);
                  onFocus();
                }}
                onBlur={() => {
                  setFocused(null);
                  onBlur();
                }}
                onKeyDown={(event) => onKeyDown(event, index)}
                onClick={() => onGo(index)}
              >
                <span className="change-number num">{index}</span>
                <span className="change-text">{line}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Scrolls the list alone: the page stays where it is. */
function showRow(list: HTMLElement, at: number): void {
  const row = list.children[at];
  if (!(row instanceof HTMLElement)) return;
  const end = row.offsetTop + row.offsetHeight;
  if (row.offsetTop < list.scrollTop) list.scrollTop = row.offsetTop;
  else if (end > list.scrollTop + list.clientHeight) list.scrollTop = end - list.clientHeight;
}
