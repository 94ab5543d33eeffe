import type { CSSProperties, ReactElement } from 'react';
import { operationWords } from '../../../drawings/cell/sentences.ts';
import type { MovedDecision } from '../../../run/moved.ts';
import type { Settings } from '../../../settings/settings.ts';
import { COMBINERS } from '../../../space/architecture.ts';
import { State } from '../../child/cells/State.tsx';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { NONE } from '../../format.ts';
import { finishTexts } from '../../texts/runs/finish.ts';
import type { Learned as LearnedOf } from './finishOf.ts';
import './Learned.css';

const texts = finishTexts.learned;

export interface LearnedProps {
  readonly learned: LearnedOf;
  /** Those that a decision's choices number. */
  readonly operations: Settings['operations'];
}

/** The decisions whose distribution moved most, or that there was too little to learn from. */
export function Learned({ learned, operations }: LearnedProps): ReactElement | null {
  switch (learned.kind) {
    case 'none':
      return null;
    case 'too-few':
      return <p className="finish-learned">{texts.tooFew(learned.children)}</p>;
    case 'unmeasured':
      return <p className="finish-learned">{texts.unmeasured}</p>;
    case 'decisions':
      return (
        <div className="finish-learned">
          <header>
            <h4>
              <Marked text={texts.title} terms={['controller']} />
            </h4>
            <span className="hint">
              {texts.key(learned.moved.length)} <i className="moved-tick" /> {texts.before}
            </span>
          </header>
          <ul>
            {learned.moved.map((decision) => (
              <Moved key={placeOf(decision)} decision={decision} operations={operations} />
            ))}
          </ul>
        </div>
      );
    default:
      return learned satisfies never;
  }
}

const placeOf = ({ cell, block, slot, kind }: MovedDecision): string => texts.place(cell, block, slot, kind);

function Moved({
  decision,
  operations,
}: {
  readonly decision: MovedDecision;
  readonly operations: Settings['operations'];
}): ReactElement {
  const { before, after } = decision;
  const shares = { '--before': before, '--after': after } as CSSProperties;
  return (
    <li className="moved">
      <span>{placeOf(decision)}</span>{' '}
      <span className="moved-choice">
        <Choice decision={decision} operations={operations} />
      </span>{' '}
      <span className="moved-bar" style={shares} aria-hidden="true" />
      <span className="moved-figures num">{texts.moved(before, <b>{texts.after(after)}</b>)}</span>
    </li>
  );
}

function Choice({
  decision: { kind, choice },
  operations,
}: {
  readonly decision: MovedDecision;
  readonly operations: Settings['operations'];
}): ReactElement {
  switch (kind) {
    case 'input':
      return <State index={choice} />;
    case 'operation': {
      const operation = operations[choice];
      return <>{operation === undefined ? NONE : operationWords(operation)}</>;
    }
    case 'combiner': {
      const combiner = COMBINERS[choice];
      return <>{combiner === undefined ? NONE : texts.combiners[combiner]}</>;
    }
    default:
      return kind satisfies never;
  }
}
