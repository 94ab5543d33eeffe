import type { ReactElement } from 'react';
import { tip } from './tips/tip.ts';

import './Words.css';

export interface WordsProps<Id extends string> {
  /** Of the whole choice. */
  readonly name: string;
  /** Whether the name is written before the words. */
  readonly isNamed?: boolean;
  readonly words: readonly (readonly [id: Id, text: string, says: string | null])[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** A choice among words inside a panel. */
export function Words<Id extends string>(props: WordsProps<Id>): ReactElement {
  const { name, isNamed = false, words, chosen, onChoose } = props;
  return (
    <fieldset className="words" aria-label={name}>
      {isNamed && (
        <span className="words-name" aria-hidden="true">
          {name}
        </span>
      )}
      {words.map(([id, text, says]) => (
        <button
          key={id}
          type="button"
          className="words-choice"
          aria-pressed={id === chosen}
          {...(says === null ? {} : tip(says))}
          onClick={() => onChoose(id)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
