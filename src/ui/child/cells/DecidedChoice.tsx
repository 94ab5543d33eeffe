import type { ReactElement } from 'react';
import { operationWords } from '../../../drawings/cell/sentences.ts';
import type { Difference } from '../../../space/differences.ts';
import { State } from './State.tsx';

/** What a decision was, or has become. */
export function DecidedChoice({
  of,
  is,
}: {
  readonly of: Difference;
  readonly is: 'from' | 'to';
}): ReactElement {
  switch (of.kind) {
    case 'input':
      return <State index={of[is]} />;
    case 'operation':
      return <>{operationWords(of[is])}</>;
    case 'combiner':
      return <>{of[is]}</>;
    default:
      return of satisfies never;
  }
}
