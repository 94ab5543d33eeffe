import type { ReactElement } from 'react';
import type { HalfWidths } from '../../../drawings/reward/input.ts';
import { NONE, percent } from '../../format.ts';

/** Two cells of a row: all of a figure's half-width, and the part of the images. */
export function Halves({ whisker }: { readonly whisker: HalfWidths | null }): ReactElement {
  return (
    <>
      <td>{whisker === null ? NONE : percent(whisker.whole)}</td>
      <td>{whisker === null ? NONE : percent(whisker.images)}</td>
    </>
  );
}
