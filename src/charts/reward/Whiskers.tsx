import type { ReactElement } from 'react';
import type { PlacedDot, RewardLayout } from '../../drawings/reward/layout.ts';
import { type WhiskerPaths, whiskerPaths } from '../../drawings/reward/whiskers.ts';
import './Whiskers.css';

/** Under all lines and dots: how far each accuracy may be off, all as two paths, and those of the touched trial in blue. */
export function Whiskers({
  layout,
  lit,
}: {
  readonly layout: RewardLayout;
  readonly lit: PlacedDot | undefined;
}): ReactElement {
  const { whiskers, look, again } = layout;
  const marks = again?.marks ?? [];
  const finals = marks.flatMap(({ kind, whisker }) => (kind === 'final' ? (whisker ?? []) : []));
  const touched = lit === undefined ? [] : [lit, ...marks.filter(({ trial }) => trial === lit.trial)];
  return (
    <g>
      <Strokes paths={whiskers} thick={look.thick} />
      <Strokes paths={whiskerPaths(finals)} thick={look.thick} tone="final" />
      <Strokes
        paths={whiskerPaths(touched.flatMap(({ whisker }) => whisker ?? []))}
        thick={look.thick}
        tone="lit"
      />
    </g>
  );
}

function Strokes({
  paths,
  thick,
  tone,
}: {
  readonly paths: WhiskerPaths;
  readonly thick: number;
  readonly tone?: 'final' | 'lit';
}): ReactElement | null {
  if (paths.whole === '') return null;
  const className = tone === undefined ? 'reward-whisker' : `reward-whisker reward-whisker-${tone}`;
  return (
    <>
      <path className={className} d={paths.whole} />
      <path className={className} d={paths.images} strokeWidth={thick} />
    </>
  );
}
