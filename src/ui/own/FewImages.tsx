import type { ReactElement } from 'react';
import type { Settings } from '../../settings/settings.ts';
import { whiskerOf } from '../../studies/uncertainty/whisker.ts';
import { ownTexts } from '../texts/own.ts';
import './FewImages.css';

/** How sure a reward is that so few pictures give, and why as many of them judge. */
export function FewImages({ validationImages }: Pick<Settings, 'validationImages'>): ReactElement | null {
  if (!(validationImages >= 1)) return null;
  const points = 100 * whiskerOf(0.5, validationImages, null).whole;
  return <p className="hint few-images">{ownTexts.judging(validationImages, Math.ceil(points))}</p>;
}
