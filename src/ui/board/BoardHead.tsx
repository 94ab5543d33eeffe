import type { ReactElement } from 'react';
import type { Whisker } from '../../studies/uncertainty/whisker.ts';
import { boardTexts } from '../texts/board.ts';
import { spreadSays } from './groups/words.ts';
import './table.css';
import './BoardHead.css';

const texts = boardTexts.head;

/** What stands where in a row; the ± that all figures share is said here, once. */
export function BoardHead({ spread }: { readonly spread: Whisker | null }): ReactElement {
  return (
    <thead>
      <tr>
        <th scope="col" className="board-rank">
          {texts.rank}
          <br />
          {texts.trial}
        </th>
        <th scope="col">{texts.normal}</th>
        <th scope="col">{texts.reduction}</th>
        <th scope="col" className="board-figures">
          <span className="board-head-accuracy" title={spread ? spreadSays(spread) : undefined}>
            {texts.accuracy}
            {spread !== null && (
              <span className="board-spread"> {boardTexts.groups.within(spread.whole)}</span>
            )}
          </span>
          <br />
          {texts.parameters}
          <br />
          {texts.multiplyAdds}
        </th>
        <th className="board-tools" />
      </tr>
    </thead>
  );
}
