import type { ReactElement } from 'react';
import { teacherTexts } from '../../texts/classroom/teacher/teacher.ts';
import { Questions, TeacherPage } from './TeacherPage.tsx';
import './Plan.css';

const texts = teacherTexts.plan;

/** A class of 90 minutes, minute by minute. */
export function Plan({ id }: { readonly id: string }): ReactElement {
  return (
    <TeacherPage id={id} title={texts.title} beside={null} aim={texts.aim} prepare={texts.prepare} terms={[]}>
      <table className="plan" aria-label={texts.table}>
        <thead>
          <tr>
            <th scope="col">{texts.heads.minutes}</th>
            <th scope="col">{texts.heads.what}</th>
            <th scope="col">{texts.heads.how}</th>
          </tr>
        </thead>
        <tbody>
          {texts.rows.map(([minutes, what, how]) => (
            <tr key={minutes}>
              <td>{minutes}</td>
              <th scope="row">{what}</th>
              <td>{how}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{texts.short}</p>
      <Questions questions={texts.questions} />
    </TeacherPage>
  );
}
