import type { ReactElement } from 'react';
import { operationWords } from '../../drawings/cell/sentences.ts';
import type { Difference } from '../../space/differences.ts';
import { State } from '../cells/State.tsx';
import { commonTexts } from '../texts/common.ts';
import { controllerTexts as texts } from '../texts/controller.ts';

/** One decision that was made otherwise: where, and what became of what. */
export function Changed({ difference }: { readonly difference: Difference }): ReactElement {
  const { cell } = difference;
  return (
    <span>
      {commonTexts.cellNames[cell]}, {texts.placeSpoken(difference)}:{' '}
      {texts.evolution.from(
        <Side of={difference} is="from" />,
        <b>
          <Side of={difference} is="to" />
        </b>,
      )}
    </span>
  );
}

function Side({ of, is }: { readonly of: Difference; readonly is: 'from' | 'to' }): ReactElement {
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
