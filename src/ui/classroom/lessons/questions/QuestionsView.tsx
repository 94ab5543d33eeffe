import { type ReactElement, useEffect, useRef } from 'react';
import { CellThumbnail } from '../../../../charts/cell/CellThumbnail.tsx';
import { usePlayground } from '../../../../store/context.ts';
import { Icon } from '../../../parts/Icon.tsx';
import { tip } from '../../../parts/tips/tip.ts';
import { saveFile } from '../../../runs/saveFile.ts';
import { lessonsTexts } from '../../../texts/classroom/lessons/lessons.ts';
import { Choices } from '../view/Question.tsx';
import { answersFile, isAnswered, type Question, questionsOf, type Round, rightOf } from './questions.ts';
import '../../../parts/Panel.css';
import '../view/LessonView.css';
import './QuestionsView.css';

const texts = lessonsTexts.questions;
const ROOM = { width: 200, height: 110 } as const;

/** Three questions, answered alone; judged once both rounds are. */
export function QuestionsView({
  round,
  onBack,
}: {
  readonly round: Round;
  readonly onBack: () => void;
}): ReactElement {
  const learned = usePlayground((state) => state.learned);
  const learn = usePlayground((state) => state.learn);
  const close = usePlayground((state) => state.closeLessons);
  const answers = learned[round] ?? [];
  const isOver = isAnswered(learned.before) && isAnswered(learned.after);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const choose = (index: number, choice: number): void => {
    const next = questionsOf(round).map((_, at) => (at === index ? choice : (answers[at] ?? null)));
    learn({ [round]: next });
  };
  return (
    <>
      <div className="panel-head lesson-head">
        <button type="button" className="link" onClick={onBack}>
          {lessonsTexts.all}
        </button>
        <div className="panel-facts">
          <button type="button" className="icon-button" aria-label={lessonsTexts.close} onClick={close}>
            <Icon sign="close" />
          </button>
        </div>
      </div>
      <div className="lesson-scroll questions">
        <h2 ref={title} className="lesson-title" tabIndex={-1}>
          {texts[round]}
        </h2>
        <p>{round === 'before' ? texts.lead : texts.again}</p>
        {questionsOf(round).map((question, index) => (
          <Asked
            key={question.id}
            question={question}
            number={index + 1}
            answer={answers[index] ?? null}
            isJudged={isOver}
            onAnswer={(choice) => choose(index, choice)}
          />
        ))}
        <p role="status">
          {isOver
            ? texts.result(rightOf('before', learned.before ?? []), rightOf('after', learned.after ?? []))
            : isAnswered(answers) && texts.finished}
        </p>
        {isAnswered(answers) && (
          <button
            type="button"
            className="button"
            {...tip(texts.exportSays)}
            onClick={() => saveFile('answers.json', `${JSON.stringify(answersFile(learned), null, 2)}\n`)}
          >
            {texts.export}
          </button>
        )}
      </div>
    </>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly number: number;
  readonly answer: number | null;
  readonly isJudged: boolean;
  readonly onAnswer: (choice: number) => void;
}

function Asked({ question, number, answer, isJudged, onAnswer }: AskedProps): ReactElement {
  const { text, cell, choices, why } = question;
  return (
    <section className="question" aria-label={texts.number(number)}>
      <p>
        <b className="num">{number}</b> {text}
      </p>
      {cell && <CellThumbnail cell={cell} box={ROOM} />}
      <Choices
        label={text}
        choices={choices.map((choice, index) => ({ id: String(index), text: choice }))}
        chosen={answer === null ? null : String(answer)}
        onChoose={(id) => onAnswer(Number(id))}
      />
      {isJudged && (
        <p className="lesson-wrong">
          <b>{texts.why}</b> {why}
        </p>
      )}
    </section>
  );
}
