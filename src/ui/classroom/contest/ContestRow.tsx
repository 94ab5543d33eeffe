import type { ReactElement } from 'react';
import type { Contest } from '../../../codecs/contest/contest.ts';
import { costsIn } from '../../../run/contest/rules.ts';
import type { Architecture } from '../../../space/architecture.ts';
import type { OpenContest } from '../../../store/contest/contest.ts';
import { usePlayground } from '../../../store/context.ts';
import { compactText } from '../../format.ts';
import { tip } from '../../parts/tips/tip.ts';
import { contestTexts } from '../../texts/classroom/contest.ts';
import { ClassBoardLink } from '../classBoard/ClassBoard.tsx';
import '../../parts/styles/link.css';
import './ContestRow.css';

const texts = contestTexts.row;

export interface ContestRowProps {
  readonly open: OpenContest;
  /** Null while it is not whole. */
  readonly now: Architecture | null;
  /** What the choice that is pointed at would give. */
  readonly pointed: Architecture | null;
}

/** Under the editor's head: what is asked for, and how much of the limit the pair takes. */
export function ContestRow({ open, now, pointed }: ContestRowProps): ReactElement {
  const { contest } = open;
  const leave = usePlayground((state) => state.leaveContest);
  const { settings, seeds } = contest;
  return (
    <section className="contest-row" aria-label={texts.name}>
      <div className="contest-what">
        <h3>{texts.title(contest.title)}</h3>
        <p>{texts.ranked(settings, seeds.length)}</p>
      </div>
      {(['parameters', 'multiplyAdds'] as const).map((kind) => (
        <Limit key={kind} kind={kind} contest={contest} now={now} pointed={pointed} />
      ))}
      <span className="contest-acts">
        <ClassBoardLink />
        <button type="button" className="link" {...tip(texts.leaveSays)} onClick={leave}>
          {texts.leave}
        </button>
      </span>
    </section>
  );
}

interface LimitProps extends Omit<ContestRowProps, 'open'> {
  readonly kind: 'parameters' | 'multiplyAdds';
  readonly contest: Contest;
}

/** The bar ends so far beyond the limit. */
const BEYOND = 1.2;

function Limit({ kind, contest, now, pointed }: LimitProps): ReactElement | null {
  const limit = contest.limits[kind];
  if (limit === undefined) return null;
  const is = now && costsIn(contest, now)[kind];
  const would = pointed && costsIn(contest, pointed)[kind];
  const end = limit * BEYOND;
  const at = (figure: number): number => (100 * Math.min(figure, end)) / end;
  const top = Math.max(is ?? 0, would ?? 0);
  const part = (name: string, from: number, to: number): ReactElement | null =>
    to <= from ? null : (
      <span data-part={name} style={{ insetInlineStart: `${at(from)}%`, width: `${at(to) - at(from)}%` }} />
    );
  const words = texts.figure(is === null ? texts.none : compactText(is), compactText(limit), texts.of[kind]);
  return (
    <div className="contest-limit">
      <div className="contest-figures">
        <span>
          <b className="num">{is === null ? texts.none : compactText(is)}</b>{' '}
          <span aria-hidden="true">{texts.figure('', compactText(limit), texts.of[kind]).trim()}</span>
          <span className="hidden-text">{words}</span>
        </span>
        <span className="contest-tick-name" style={{ insetInlineStart: `${at(limit)}%` }} aria-hidden="true">
          {texts.limit}
        </span>
      </div>
      <div className="contest-bar" aria-hidden="true">
        {part('is', 0, Math.min(is ?? 0, limit))}
        {part('adds', Math.min(is ?? 0, limit), Math.min(top, limit))}
        {part('over', limit, top)}
        <span className="contest-tick" style={{ insetInlineStart: `${at(limit)}%` }} />
      </div>
      <span className="contest-pointed num" data-over={(would ?? 0) >= limit || undefined}>
        {would !== null && would !== is ? texts.pointed(compactText(would)) : ''}
      </span>
    </div>
  );
}
