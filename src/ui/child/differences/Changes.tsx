import type { ReactElement, ReactNode } from 'react';
import type { CellKind, StateIndex } from '../../../space/architecture.ts';
import type { CellChange } from '../../../space/changes.ts';
import { differencesTexts as texts } from '../../texts/child/layer/differences.ts';
import { commonTexts } from '../../texts/common.ts';
import { DecidedChoice } from '../cells/DecidedChoice.tsx';
import { State } from '../cells/State.tsx';
import type { ComparedChild } from './children.ts';
import './Facts.css';
import './Changes.css';

export interface ChangesProps {
  readonly kind: CellKind;
  readonly changes: readonly CellChange[];
  readonly first: ComparedChild;
  readonly second: ComparedChild;
}

/** Of more changes than these what they come to is below the fold: the list opens. */
const MOST_OPEN = 8;

/** In words, block by block, what of a cell is otherwise in the second child. */
export function Changes(props: ChangesProps): ReactElement {
  const { kind, changes } = props;
  return (
    <section className="two-part">
      <h3>{commonTexts.cellNames[kind]}</h3>
      {changes.length === 0 ? (
        <p>{texts.same}</p>
      ) : changes.length > MOST_OPEN ? (
        <details>
          <summary>{texts.many(changes.length)}</summary>
          <List {...props} />
        </details>
      ) : (
        <List {...props} />
      )}
    </section>
  );
}

function List({ kind, changes, first, second }: ChangesProps): ReactElement {
  return (
    <ul className="two-changes" aria-label={commonTexts.cellNames[kind]}>
      {changes.map((change) => (
        <li key={texts.place(change)}>
          <span>{texts.place(change)}</span>
          <b>
            <What change={change} first={first} second={second} />
          </b>
        </li>
      ))}
    </ul>
  );
}

function What({
  change,
  first,
  second,
}: Omit<ChangesProps, 'kind' | 'changes'> & { readonly change: CellChange }) {
  switch (change.kind) {
    case 'block':
      return texts.onlyIn((change.only === 'first' ? first : second).name);
    case 'output':
      return texts.from(<States of={change.from} />, <States of={change.to} />);
    default:
      return texts.from(<DecidedChoice of={change} is="from" />, <DecidedChoice of={change} is="to" />);
  }
}

/** "4, 5, 6", inputs by their letter. */
function States({ of }: { readonly of: readonly StateIndex[] }): ReactNode {
  return of.map((state, at) => (
    <span key={state}>
      {at > 0 && ', '}
      {state > 1 ? state : <State index={state} />}
    </span>
  ));
}
