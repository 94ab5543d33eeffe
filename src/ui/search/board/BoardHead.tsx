import type { ReactElement } from 'react';
import type { Whisker } from '../../../studies/uncertainty/whisker.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import { boardTexts } from '../../texts/search/board.ts';
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
          <Term id="cannot-be-told-apart">{texts.rank}</Term>
          <br />
          <Term id="child-network">{texts.trial}</Term>
        </th>
        <th scope="col">{texts.normal}</th>
        <th scope="col">{texts.reduction}</th>
        <th scope="col" className="board-figures">
          <span className="board-head-accuracy" title={spread ? spreadSays(spread) : undefined}>
            <Term id="held-out-accuracy">{texts.accuracy}</Term>
            {spread !== null && (
              <span className="board-spread">
                {' '}
                <Term id="whisker">{boardTexts.groups.within(spread.whole)}</Term>
              </span>
            )}
          </span>
          <br />
          <Term id="parameter">{texts.parameters}</Term>
          <br />
          <Term id="multiply-add">{texts.multiplyAdds}</Term>
        </th>
        <th scope="col" className="board-tools">
          <span className="hidden-text">{texts.pin}</span>
        </th>
      </tr>
    </thead>
  );
}
