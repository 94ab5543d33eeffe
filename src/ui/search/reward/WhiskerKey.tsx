import type { ReactElement } from 'react';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { rewardTexts } from '../../texts/charts/reward.ts';
import '../../../charts/reward/Whiskers.css';
import './WhiskerKey.css';

/** Once beside the chart's title: what the two parts of a whisker are. */
export function WhiskerKey({ imagesOnly }: { readonly imagesOnly: boolean }): ReactElement {
  return (
    <p className="whisker-key">
      <svg width="5" height="16" viewBox="0 0 5 16" aria-hidden="true">
        {!imagesOnly && <path className="reward-whisker" d="M2.5,1V15" />}
        <path className="reward-whisker" d="M2.5,4V12" strokeWidth="3" />
      </svg>
      <span>
        <Marked
          text={imagesOnly ? rewardTexts.key.imagesOnly : rewardTexts.key.both}
          terms={['whisker', 'training-luck']}
        />
      </span>
    </p>
  );
}
