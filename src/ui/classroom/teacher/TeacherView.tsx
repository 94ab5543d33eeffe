import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { encodeRoute } from '../../../codecs/route.ts';
import { tip } from '../../parts/tips/tip.ts';
import { useFocusGoesBack } from '../../parts/useFocusGoesBack.ts';
import { classBoardLinkTexts } from '../../texts/classroom/classBoard/link.ts';
import { NOTES } from '../../texts/classroom/teacher/notes.ts';
import { teacherTexts as texts } from '../../texts/classroom/teacher/teacher.ts';
import type { TeacherNotes } from '../../texts/classroom/teacher/types.ts';
import { SetContestButton } from '../contest/SetContestButton.tsx';
import { GlossaryWords } from '../glossary/GlossaryWords.tsx';
import { Plan } from './Plan.tsx';
import { Questions, TeacherPage } from './TeacherPage.tsx';
import './TeacherView.css';

export interface TeacherViewProps {
  readonly onClose: () => void;
  /** What had the focus before they were opened. */
  readonly before: Element | null;
}

/** A page a lesson and the plan of a class, over the page; printed, each is a sheet of its own. */
export function TeacherView({ onClose, before }: TeacherViewProps): ReactElement {
  const back = useRef<HTMLButtonElement>(null);
  useFocusGoesBack(before);
  useEffect(() => back.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };
  return (
    <main className="teacher" aria-label={texts.name} onKeyDown={onKeyDown}>
      <div className="teacher-column">
        <header className="teacher-head">
          <button ref={back} type="button" className="link" onClick={onClose}>
            {texts.close}
          </button>
          <SetContestButton />
          <button type="button" className="button" {...tip(texts.printSays)} onClick={() => window.print()}>
            {texts.print}
          </button>
        </header>
        <div className="teacher-lead">
          <h1>{texts.name}</h1>
          <p>{texts.lead}</p>
          <nav aria-label={texts.contents}>
            {NOTES.map(({ lesson, title }) => (
              <Jump key={lesson} to={idOf(lesson)} text={texts.page(lesson, title)} />
            ))}
            <Jump to={PLAN} text={texts.plan.title} />
          </nav>
          <a className="link teacher-board" href={encodeRoute({ view: 'board' })}>
            {classBoardLinkTexts.link}
          </a>
          <GlossaryWords
            level={2}
            some={['cell', 'controller', 'held-out-accuracy', 'reward', 'training-luck']}
          />
        </div>
        {NOTES.map((notes) => (
          <Lesson key={notes.lesson} notes={notes} />
        ))}
        <Plan id={PLAN} />
      </div>
    </main>
  );
}

const PLAN = 'teacher-plan';
/** As its link says it: a link within the page leads to something there. */
const idOf = (lesson: number): string => encodeRoute({ view: 'lesson', lesson, step: 1 }).slice(1);

/** No link: the address's fragment says what is open. */
function Jump({ to, text }: { readonly to: string; readonly text: string }): ReactElement {
  const go = (): void => {
    const page = document.getElementById(to);
    page?.scrollIntoView();
    page?.focus({ preventScroll: true });
  };
  return (
    <button type="button" className="link" onClick={go}>
      {text}
    </button>
  );
}

function Lesson({ notes }: { readonly notes: TeacherNotes }): ReactElement {
  const { lesson, title, aim, minutes, prepare, opens, questions, terms } = notes;
  const route = encodeRoute({ view: 'lesson', lesson, step: 1 });
  return (
    <TeacherPage
      id={idOf(lesson)}
      title={title}
      beside={texts.of(lesson, NOTES.length)}
      aim={aim}
      prepare={prepare}
      terms={terms}
    >
      <h3>{texts.time}</h3>
      <p>{texts.minutes(...minutes)}</p>
      <h3>{texts.opens}</h3>
      <p>{opens}</p>
      <Questions questions={questions} />
      <h3>{texts.link}</h3>
      <p>
        <a className="link teacher-link" href={route}>
          {new URL(route, document.baseURI).href}
        </a>
      </p>
    </TeacherPage>
  );
}
