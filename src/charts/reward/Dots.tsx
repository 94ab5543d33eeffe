import { memo, type ReactElement, useId, useMemo, useState } from 'react';
import { crossPath, crowdOf } from '../../drawings/reward/crowd.ts';
import type { PlacedDot } from '../../drawings/reward/layout.ts';
import './Dots.css';

/** The dots of trials; one that comes alone grows into its place, those of a run that is opened are there. */
export const Dots = memo(function Dots({
  dots,
  radius,
}: {
  readonly dots: readonly PlacedDot[];
  readonly radius: number;
}): ReactElement {
  const { groups, single } = useMemo(() => crowdOf(dots, radius), [dots, radius]);
  const arrived = useArrived(dots);
  const dot = useId();
  const marker = `url(#${dot})`;
  return (
    <g>
      {groups.length > 0 && (
        <marker id={dot} className="reward-marker" markerUnits="userSpaceOnUse">
          <circle className="reward-dot" r={radius} />
        </marker>
      )}
      {groups.map(({ plain, failed }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
        <g key={index}>
          <path d={plain} markerStart={marker} markerMid={marker} markerEnd={marker} />
          {failed !== '' && <path className="reward-failed" d={failed} />}
        </g>
      ))}
      {single.map(({ trial, x, y, kind }) => (
        <Dot key={trial} trial={trial} x={x} y={y} kind={kind} radius={radius} isNew={trial === arrived} />
      ))}
    </g>
  );
});

/** The trial whose dot alone was added last; null after any other change. */
function useArrived(dots: readonly PlacedDot[]): number | null {
  const [seen, setSeen] = useState<{ readonly count: number; readonly arrived: number | null }>({
    count: dots.length,
    arrived: null,
  });
  if (seen.count === dots.length) return seen.arrived;
  const arrived = dots.length === seen.count + 1 ? (dots.at(-1)?.trial ?? null) : null;
  setSeen({ count: dots.length, arrived });
  return arrived;
}

type DotProps = Omit<PlacedDot, 'whisker'> & { readonly radius: number; readonly isNew: boolean };

/** Only the axis moves a dot once it is there. */
const Dot = memo(function Dot({ trial, x, y, kind, radius, isNew }: DotProps): ReactElement {
  if (kind === 'failed') {
    const d = crossPath({ x, y }, radius);
    return <path data-trial={trial} data-new={isNew || undefined} className="reward-failed" d={d} />;
  }
  // Filled dots have an outline of the page's colour, which takes half a pixel of them.
  const r = kind === 'best' ? radius + 0.5 : radius;
  return (
    <circle
      data-trial={trial}
      data-new={isNew || undefined}
      className="reward-dot"
      data-kind={kind}
      cx={x}
      cy={y}
      r={r}
    />
  );
});
