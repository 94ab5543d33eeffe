import type { ReactElement } from 'react';
import { childCounts } from '../../../../settings/childGraph.ts';
import type { Settings } from '../../../../settings/settings.ts';
import type { Architecture } from '../../../../space/architecture.ts';
import { compactText, NONE } from '../../../format.ts';
import { lessonsTexts } from '../../../texts/classroom/lessons/lessons.ts';
import './MultiplyAdds.css';

const texts = lessonsTexts.work;

export interface MultiplyAddsProps {
  readonly before: Architecture;
  /** Null while it is not whole, or not open. */
  readonly after: Architecture | null;
  /** A row each. */
  readonly filters: readonly number[];
  /** Side of the images, px. */
  readonly imageSize: Settings['imageSize'];
  /** Instead of multiply-adds. */
  readonly parameters?: boolean;
}

/** One normal cell a stage. */
const CELLS_PER_STAGE = 1;

/** A pair before and after a change, built with one cell a stage. */
export function MultiplyAdds({
  before,
  after,
  filters,
  imageSize,
  parameters = false,
}: MultiplyAddsProps): ReactElement {
  const count = (pair: Architecture, width: number): number => {
    const counts = childCounts(pair, { cellsPerStage: CELLS_PER_STAGE, filters: width, imageSize });
    return parameters ? counts.trainable : counts.multiplyAdds;
  };
  return (
    <table className="work num" aria-label={parameters ? texts.parameters : texts.multiplyAdds}>
      <thead>
        <tr>
          <th scope="col">{parameters ? texts.parameters : texts.multiplyAdds}</th>
          <th scope="col">{texts.before}</th>
          <th scope="col">{texts.now}</th>
          <th scope="col">{texts.change}</th>
        </tr>
      </thead>
      <tbody>
        {filters.map((width) => {
          const [was, is] = [count(before, width), after === null ? null : count(after, width)];
          return (
            <tr key={width}>
              <th scope="row">{texts.size(CELLS_PER_STAGE, width, parameters ? null : imageSize)}</th>
              <td>{compactText(was)}</td>
              <td>{is === null ? NONE : compactText(is)}</td>
              <td>{is === null ? NONE : texts.by(is - was)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
