import { memo, type ReactElement, useEffect, useRef, useState } from 'react';
import { CellThumbnail } from '../../../charts/cell/CellThumbnail.tsx';
import type { Cell, CellKind } from '../../../space/architecture.ts';
import { rem } from '../../hooks/useScale.ts';
import './Thumbnails.css';

/** Room of a row's drawings, in their own px. */
const BOXES = { normal: { width: 96, height: 68 }, reduction: { width: 78, height: 68 } } as const;
/** Below a name. */
const LOW = { normal: { width: 96, height: 50 }, reduction: { width: 78, height: 50 } } as const;

export interface ThumbnailProps {
  readonly cell: Cell;
  readonly kind: CellKind;
  /** Most blocks of a cell in its list; its own where none is given. */
  readonly blocks?: number;
  /** A name stands above it. */
  readonly low?: boolean;
}

/** Drawn when its row comes near the window: a long run has thousands of rows. */
export const Thumbnail = memo(function Thumbnail({
  cell,
  kind,
  blocks = cell.blocks.length,
  low = false,
}: ThumbnailProps): ReactElement {
  const box = (low ? LOW : BOXES)[kind];
  const slot = useRef<HTMLDivElement>(null);
  // A row that goes to another group is a new one, and must not blink.
  const [near, setNear] = useState(() => drawn.has(cell));
  useEffect(() => {
    if (near) drawn.add(cell);
    return slot.current && !near ? whenNear(slot.current, () => setNear(true)) : undefined;
  }, [near, cell]);
  return (
    <div ref={slot} className="thumbnail" style={{ width: rem(box.width), height: rem(box.height) }}>
      {near && <CellThumbnail cell={cell} box={box} blocks={blocks} />}
    </div>
  );
});

const drawn = new WeakSet<Cell>();
const waiting = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | null = null;

function whenNear(element: Element, act: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries, self) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        self.unobserve(target);
        waiting.get(target)?.();
      }
    },
    { rootMargin: '400px' },
  );
  const watcher = observer;
  waiting.set(element, act);
  watcher.observe(element);
  return () => watcher.unobserve(element);
}
