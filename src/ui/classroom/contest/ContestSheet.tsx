import { type ReactElement, useEffect, useRef } from 'react';
import type { Contest } from '../../../codecs/contest/contest.ts';
import { qrPicture } from '../../../drawings/qr/qr.ts';
import { svgAddress } from '../../share/pictures.ts';
import { printCopy } from '../../share/printCopy.ts';
import { contestTexts } from '../../texts/classroom/contest.ts';
import { setContestTexts as texts } from '../../texts/classroom/setContest.ts';
import '../../share/PrintPage.css';
import './SetContest.css';

/** A sheet to hang up: what is asked for, and how to get there. */
export function ContestSheet({
  contest,
  link,
}: {
  readonly contest: Contest;
  readonly link: string;
}): ReactElement {
  const { title, limits } = contest;
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sheet.current !== null) void printCopy(sheet.current);
  }, []);
  const code = qrPicture(link, texts.qr);
  return (
    <div ref={sheet} className="paper" hidden>
      <header className="paper-head">
        <h1>{title === '' ? texts.sheet.untitled : title}</h1>
        {(['parameters', 'multiplyAdds'] as const).map((kind) => {
          const limit = limits[kind];
          return limit === undefined ? null : (
            <p key={kind}>{texts.sheet.under(limit, texts.limits[kind])}</p>
          );
        })}
        <p>{contestTexts.row.ranked(contest.settings, contest.seeds.length)}</p>
        <p>{texts.sheet.how}</p>
      </header>
      <footer className="paper-foot contest-sheet-foot">
        {code !== null && <img src={svgAddress(code.svg)} alt={texts.qr} />}
        <p>{link}</p>
      </footer>
    </div>
  );
}
