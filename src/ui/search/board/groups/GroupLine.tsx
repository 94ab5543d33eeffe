import { memo, type ReactElement } from 'react';
import { rem } from '../../../hooks/useScale.ts';
import { Icon } from '../../../parts/Icon.tsx';
import { HEAD_HEIGHT, type HeadLine } from './lines.ts';
import { lineWords } from './words.ts';
import './GroupLine.css';

export interface GroupLineProps {
  readonly line: HeadLine;
  readonly onFold: (line: HeadLine) => void;
}

/** The one line of a group: its ranks, what its rows share, and the control that opens or closes it. */
export const GroupLine = memo(function GroupLine({ line, onFold }: GroupLineProps): ReactElement {
  const { group, fold, top, index } = line;
  const { rank, words, right } = lineWords(line);
  const parts = (
    <>
      <b className="group-rank">{rank}</b>
      <span className="group-words">{words}</span>
      <span className="group-right">{right}</span>
    </>
  );
  return (
    <tr
      className="group-line"
      style={{ height: rem(HEAD_HEIGHT) }}
      aria-rowindex={index}
      data-key={`group ${group.rows[0]?.trial.number}`}
      data-top={top}
      data-fold={fold ?? undefined}
    >
      <th colSpan={5} scope="rowgroup">
        {fold === null ? (
          <span className="group-parts">{parts}</span>
        ) : (
          <button
            type="button"
            className="group-parts"
            aria-expanded={fold === 'opened'}
            onClick={() => onFold(line)}
          >
            {parts}
            <Icon sign="up" />
          </button>
        )}
      </th>
    </tr>
  );
});
