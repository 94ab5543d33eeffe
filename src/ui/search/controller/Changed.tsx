import type { ReactElement } from 'react';
import type { Difference } from '../../../space/differences.ts';
import { DecidedChoice } from '../../child/cells/DecidedChoice.tsx';
import { controllerTexts as texts } from '../../texts/charts/controller.ts';
import { commonTexts } from '../../texts/common.ts';

/** One decision that was made otherwise: where, and what became of what. */
export function Changed({ difference }: { readonly difference: Difference }): ReactElement {
  const { cell } = difference;
  return (
    <span>
      {commonTexts.cellNames[cell]}, {texts.placeSpoken(difference)}:{' '}
      {texts.evolution.from(
        <DecidedChoice of={difference} is="from" />,
        <b>
          <DecidedChoice of={difference} is="to" />
        </b>,
      )}
    </span>
  );
}
