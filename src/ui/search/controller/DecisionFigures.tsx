import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { movedBy } from '../../../run/controller/moved.ts';
import { entropyOf } from '../../../run/controller/undecided.ts';
import { decisionAt } from '../../../run/controller/update.ts';
import type { Trial } from '../../../search/trial.ts';
import type { OperationId } from '../../../space/operations/index.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { State } from '../../child/cells/State.tsx';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { asTerm } from '../../classroom/glossary/Term.tsx';
import { controllerTexts as texts } from '../../texts/charts/controller.ts';
import { Choice } from './Choice.tsx';
import { choicesInOrder } from './rows.ts';
import type { Story } from './story.ts';
import './figures.css';

export interface DecisionFiguresProps {
  readonly decision: Decision;
  /** In its cell, from 1. */
  readonly number: number;
  readonly total: number;
  readonly isMade: boolean;
  readonly operations: readonly OperationId[];
  /** All of its cell. */
  readonly own: readonly Decision[];
  readonly by: Extract<Story, { kind: 'decisions' }>['by'];
  /** Whose probabilities are marked; absent where that says nothing. */
  readonly first: Trial | undefined;
  /** Its sentence is said as it comes. */
  readonly isSpoken: boolean;
}

/** One decision in figures: its softmax as bars, and what came of it. */
export function DecisionFigures(props: DecisionFiguresProps): ReactElement {
  const { decision, number, total, isMade, operations, own, by, first, isSpoken } = props;
  const { kind, probabilities, choice } = decision;
  const { bits, most } = entropyOf([decision]);
  const start = decisionAt(first?.decisions, decision)?.probabilities;
  const even = 1 / probabilities.length;
  const greatest = Math.max(even, ...probabilities, ...(start ?? []));
  const sentence = <Sentence decision={decision} own={own} operations={operations} by={by} />;
  return (
    <div className="figures">
      <h3>
        <Marked text={texts.place(decision)} terms={['block', 'combiner']} />
      </h3>
      <p className="hint num">
        <Marked
          text={isMade ? texts.of(number, total, bits, most) : texts.coming(number, total)}
          terms={['entropy', 'policy']}
        />
      </p>
      {isMade && (
        <>
          <ul
            className="softmax"
            style={{ '--even': even / greatest } as CSSProperties}
            data-marked={start !== undefined || undefined}
          >
            {choicesInOrder(decision, operations).map((one) => (
              <li
                key={one}
                data-chosen={one === choice || undefined}
                style={
                  {
                    '--share': (probabilities[one] ?? 0) / greatest,
                    '--start': (start?.[one] ?? 0) / greatest,
                  } as CSSProperties
                }
              >
                <span className="softmax-choice">
                  <Choice kind={kind} choice={one} operations={operations} />
                </span>
                <span className="softmax-bar" aria-hidden="true" />
                <span className="num">{texts.probability(probabilities[one] ?? 0)}</span>
              </li>
            ))}
          </ul>
          <p className="hint softmax-key">
            <span>{texts.uniform(even)}</span>
            {start && first && <span>{first.number === 1 ? texts.start : texts.startOf(first.number)}</span>}
          </p>
          {start && first && first.number === 1 && (
            <p className="hint num">{texts.moved(movedBy(start, probabilities))}</p>
          )}
          <p className="figures-sentence" aria-live={isSpoken ? 'polite' : undefined}>
            {sentence}
          </p>
        </>
      )}
    </div>
  );
}

type SentenceProps = Pick<DecisionFiguresProps, 'decision' | 'own' | 'operations' | 'by'>;

function Sentence({ decision, own, operations, by }: SentenceProps): ReactElement {
  const { kind, probabilities, choice, block, slot } = decision;
  const chosen = (
    <b>
      <Choice kind={kind} choice={choice} operations={operations} />
    </b>
  );
  const p = probabilities[choice] ?? 0;
  const rank = 1 + probabilities.filter((one) => one > p).length;
  const drawn =
    by === 'controller'
      ? texts.drawn(
          chosen,
          rank,
          probabilities.length,
          decision === own[0] && decision.cell === 'normal',
          asTerm,
        )
      : texts.evenly(chosen, probabilities.length);
  let outcome: ReactNode = null;
  switch (kind) {
    case 'input':
      outcome = texts.outcome.input(slot);
      break;
    case 'operation': {
      const input = own.find((one) => one.block === block && one.kind === 'input' && one.slot === slot);
      outcome = input && texts.outcome.operation(<State index={input.choice} />);
      break;
    }
    case 'combiner':
      outcome = texts.outcome[choice === 0 ? 'add' : 'concat'](<State index={block + 2} />);
      break;
    default:
      kind satisfies never;
  }
  return (
    <>
      {drawn} {outcome}
    </>
  );
}
