import type { ReactElement } from 'react';
import { compact } from '../../format.ts';
import { commonTexts } from '../../texts/common.ts';
import { boardTexts } from '../../texts/search/board.ts';
import './Cost.css';

export interface CostProps {
  readonly trainable: number;
  readonly multiplyAdds: number;
}

/** Parameters over multiply-adds, as the head of the table names them. */
export function Cost({ trainable, multiplyAdds }: CostProps): ReactElement {
  return (
    <>
      <Small value={trainable} title={commonTexts.parameters(trainable)} />
      <Small value={multiplyAdds} title={boardTexts.multiplyAdds(multiplyAdds)} />
    </>
  );
}

function Small({ value, title }: { readonly value: number; readonly title: string }): ReactElement {
  const { figure, unit } = compact(value);
  return (
    <span className="board-cost" title={title}>
      {figure} {unit}
    </span>
  );
}
