import type { ReactElement, ReactNode } from 'react';
import type { TermId } from '../../texts/classroom/glossary/ids.ts';
import { TERMS } from '../../texts/classroom/glossary/terms.ts';
import { teacherTexts as texts } from '../../texts/classroom/teacher/teacher.ts';
import type { TeacherQuestion } from '../../texts/classroom/teacher/types.ts';
import './TeacherPage.css';

export interface TeacherPageProps {
  readonly id: string;
  readonly title: string;
  /** At the right of it. */
  readonly beside: string | null;
  readonly aim: string;
  readonly prepare: readonly string[];
  readonly terms: readonly TermId[];
  readonly children: ReactNode;
}

/** One sheet. */
export function TeacherPage(props: TeacherPageProps): ReactElement {
  const { id, title, beside, aim, prepare, terms, children } = props;
  return (
    <article id={id} className="teacher-page" tabIndex={-1} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {beside !== null && <span>{beside}</span>}
      </header>
      <h3>{texts.aim}</h3>
      <p>{aim}</p>
      <h3>{texts.prepare}</h3>
      <ul>
        {prepare.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {children}
      {terms.length > 0 && (
        <>
          <h3>{texts.terms}</h3>
          <p>{terms.map((term) => TERMS[term].term).join(' · ')}</p>
        </>
      )}
    </article>
  );
}

/** Each with its answer, which is read and not said. */
export function Questions({ questions }: { readonly questions: readonly TeacherQuestion[] }): ReactElement {
  return (
    <>
      <h3>{texts.questions}</h3>
      <ol>
        {questions.map(({ asks, answer }) => (
          <li key={asks}>
            <b>{asks}</b> {answer}
          </li>
        ))}
      </ol>
    </>
  );
}
