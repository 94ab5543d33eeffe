import type { ReactElement } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import { whiskerOf } from '../../../studies/uncertainty/whisker.ts';
import { buildLargeTexts as texts } from '../../texts/child/buildLarge.ts';
import './TestFigure.css';

/** What a full training's child got on the test images in the end; nothing before, nor where another pair is drawn. */
export function TestFigure(): ReactElement | null {
  const test = usePlayground((state) => {
    const { kind, trial } = shownPair(state);
    if (kind !== 'child' && kind !== 'trial') return null;
    return state.run?.trials.find(({ number }) => number === trial)?.test ?? null;
  });
  if (test === null) return null;
  const { accuracy, images } = test;
  return (
    <p className="test-figure" role="status">
      {texts.tested(accuracy, whiskerOf(accuracy, images, null).whole, images)}
    </p>
  );
}
