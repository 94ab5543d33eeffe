import type { ReactElement } from 'react';
import { overIn } from '../../../run/contest/rules.ts';
import type { Architecture } from '../../../space/architecture.ts';
import type { OpenContest } from '../../../store/contest/contest.ts';
import { tip } from '../../parts/tips/tip.ts';
import { contestTexts, contestWords } from '../../texts/classroom/contest.ts';
import type { ContestStanding } from './useContest.ts';
import type { Handing } from './useHandIn.ts';
import '../../parts/styles/button.css';
import './HandIn.css';

const texts = contestTexts.hand;

/** Off until the very pair has a figure that any machine gets. */
export function HandIn({ open, architecture, standing, onHandIn, button }: Handing): ReactElement | null {
  if (open === null) return null;
  const why = whyNot(open, architecture, standing);
  return (
    <button
      ref={button}
      type="button"
      className="button hand-in"
      aria-disabled={why !== null || undefined}
      {...tip(why ?? texts.says)}
      onClick={() => {
        if (why === null) onHandIn();
        else button.current?.focus();
      }}
    >
      {texts.text}
    </button>
  );
}

function whyNot(
  { contest }: OpenContest,
  architecture: Architecture | null,
  { figure }: ContestStanding,
): string | null {
  if (architecture === null) return texts.unfinished;
  const over = overIn(contest, architecture);
  if (over !== null) {
    const edit = { kind: 'put-in', architecture, name: '' } as const;
    return texts.over(contestWords.over(over, edit, []));
  }
  if (figure !== null) return null;
  return contest.settings.rewards === 'table' ? texts.untabled : texts.untrained;
}
