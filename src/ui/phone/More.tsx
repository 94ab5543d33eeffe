import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { ClassBoardLink } from '../classroom/classBoard/ClassBoard.tsx';
import { SetContestButton } from '../classroom/contest/SetContestButton.tsx';
import { Adapter } from '../search/bar/Adapter.tsx';
import { PresetName } from '../search/bar/PresetName.tsx';
import { OtherRunButtons } from '../search/bar/RunButtons.tsx';
import { hasSpeed, Speed } from '../search/bar/RunFacts.tsx';
import { ThemeToggle } from '../search/bar/ThemeToggle.tsx';
import { commonTexts } from '../texts/common.ts';
import { phoneTexts } from '../texts/phone.ts';
import './More.css';

export interface MoreProps {
  readonly hidden: boolean;
  readonly onSettings: () => void;
}

/** On a phone: what the bar of a wider page has besides. */
export function More({ hidden, onSettings }: MoreProps): ReactElement {
  const isSpeedTold = usePlayground(hasSpeed);
  return (
    <main className="more" aria-label={phoneTexts.destinations.more} hidden={hidden}>
      <h2>{phoneTexts.destinations.more}</h2>
      <div className="more-row">
        <span>
          {phoneTexts.preset} <PresetName />
        </span>
        <button type="button" className="button" onClick={onSettings}>
          {commonTexts.settings}
        </button>
      </div>
      <div className="more-row">
        <span>{phoneTexts.run}</span>
        <OtherRunButtons />
      </div>
      <div className="more-row">
        <span>{phoneTexts.place}</span>
        <Adapter />
      </div>
      <div className="more-row">
        <span>{phoneTexts.class}</span>
        <ClassBoardLink className="button" />
        <SetContestButton />
      </div>
      {isSpeedTold && (
        <div className="more-row">
          <span>{phoneTexts.speed}</span>
          <Speed />
        </div>
      )}
      <div className="more-row">
        <span>{phoneTexts.theme}</span>
        <ThemeToggle />
      </div>
    </main>
  );
}
