import type { ReactElement } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { controllerTexts as texts } from '../../texts/charts/controller.ts';

/** A child by its number; pressed, it is the one that is shown. */
export function ChildLink({ child }: { readonly child: number }): ReactElement {
  const show = usePlayground((state) => state.show);
  return (
    <button type="button" className="link" onClick={() => show({ source: 'trial', trial: child })}>
      {texts.childName(child)}
    </button>
  );
}
