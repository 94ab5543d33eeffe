import type { ReactElement } from 'react';
import { rem } from '../../hooks/useScale.ts';

/** The columns of both tables stand in line: place, the two cells, figures, tools. */
export function Columns(): ReactElement {
  return (
    <colgroup>
      <col style={{ width: rem(52) }} />
      <col style={{ width: rem(100) }} />
      <col style={{ width: rem(80) }} />
      <col />
      <col style={{ width: rem(28) }} />
    </colgroup>
  );
}
