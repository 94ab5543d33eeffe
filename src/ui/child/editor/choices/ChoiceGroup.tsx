import { type KeyboardEvent, type ReactElement, type ReactNode, useRef, useState } from 'react';
import type { Edit } from '../../../../space/edit.ts';
import { tip } from '../../../parts/tips/tip.ts';
import { pointing } from '../pointing.ts';
import './ChoiceGroup.css';

/** One of the choices of a group. */
export interface Option {
  readonly key: string;
  /** Accessible name. */
  readonly name: string;
  /** What the draft has, or what is in its output. */
  readonly isNow: boolean;
  /** What pressing does; null: nothing can be done here. */
  readonly edit: Edit | null;
  /** Why it can't be chosen; null where it can. */
  readonly off: string | null;
  /** What is to be said of it besides. */
  readonly says?: string | undefined;
  /** How it looks. */
  readonly kind: 'tile' | 'state' | 'input' | 'combiner' | 'output';
  readonly content: ReactNode;
}

export interface ChoiceGroupProps {
  /** By which keys find it. */
  readonly group: string;
  readonly title: string;
  /** Beside the title. */
  readonly note?: string;
  /** In a grid, or in a row. */
  readonly isGrid?: boolean;
  readonly options: readonly Option[];
  /** The edit that is pointed at or focused; null: none is. */
  readonly onPoint: (edit: Edit | null) => void;
  readonly onChoose: (edit: Edit | null) => void;
  /** Escape. */
  readonly onLeave: () => void;
  readonly children?: ReactNode;
}

const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/** How many stand in its first row, which depends on how wide it is. */
function inFirstRow({ children }: HTMLElement): number {
  const tops = [...children].map((one) => (one as HTMLElement).offsetTop);
  const count = tops.findIndex((top) => top !== tops[0]);
  return count < 0 ? tops.length : count;
}

/** A group of buttons that is one tab stop: arrows point, Enter and Space choose. What can't be chosen is passed over. */
export function ChoiceGroup(props: ChoiceGroupProps): ReactElement {
  const { group, title, note, isGrid = false, options, onPoint, onChoose, onLeave, children } = props;
  const [stop, setStop] = useState<string | null>(null);
  const row = useRef<HTMLDivElement>(null);
  const isFree = ({ off, edit }: Option): boolean => off === null && edit !== null;
  const resting =
    options.find((one) => one.key === stop && isFree(one)) ??
    options.find((one) => one.isNow && isFree(one)) ??
    options.find(isFree);

  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onPoint(null);
      onLeave();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[event.key]?.(row.current === null ? 1 : inFirstRow(row.current));
    if (step === undefined) return;
    event.preventDefault();
    let to = at + step;
    let target = options[to];
    while (target !== undefined && !isFree(target)) {
      to += step;
      target = options[to];
    }
    if (target === undefined) return;
    row.current?.querySelector<HTMLElement>(`[data-option="${CSS.escape(target.key)}"]`)?.focus();
  };

  return (
    <section className="choice-group" data-group={group}>
      <div className="choice-head">
        <h3>{title}</h3>
        {note !== undefined && <span className="hint">{note}</span>}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
      <div
        ref={row}
        role="group"
        aria-label={title}
        className={isGrid ? 'choices-operations' : 'choices-row'}
      >
        {options.map((option, at) => {
          const { key, name, isNow, edit, off, says, content } = option;
          const isOff = !isFree(option);
          const told = off ?? says;
          const points = pointing(isOff ? null : edit, onPoint);
          return (
            <button
              key={key}
              type="button"
              className="choice"
              data-kind={option.kind}
              data-option={key}
              aria-pressed={isNow}
              aria-disabled={isOff || undefined}
              tabIndex={option === resting ? 0 : -1}
              {...(told === undefined ? {} : tip(told))}
              {...points}
              onFocus={() => {
                setStop(key);
                points.onFocus();
              }}
              onKeyDown={(event) => onKeyDown(event, at)}
              onClick={() => {
                if (!isOff) onChoose(edit);
              }}
            >
              <span className="hidden-text">{name}</span>
              <span className="choice-content" aria-hidden="true">
                {content}
              </span>
            </button>
          );
        })}
      </div>
      {children}
    </section>
  );
}
