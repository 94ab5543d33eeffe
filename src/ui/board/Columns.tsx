import type { ReactElement } from 'react';

/** The columns of both tables stand in line: place, the two cells, figures, tools. */
export function Columns(): ReactElement {
  return (
    <colgroup>
      <col style={{ width: 54 }} />
      <col style={{ width: 104 }} />
      <col style={{ width: 80 }} />
      <col />
      <col style={{ width: 18 }} />
    </colgroup>
  );
}
