import { type ReactElement, useMemo } from 'react';
import { Pixels } from '../../../../charts/inspector/Pixels.tsx';
import { filterPixels } from '../../../../drawings/inspector/filters.ts';
import type { StemFilters } from '../../../../network/nodes.ts';
import { Marked } from '../../../classroom/glossary/Marked.tsx';
import { inspectorTexts } from '../../../texts/child/layer/inspector.ts';
import './Filters.css';
import './Maps.css';

const says = inspectorTexts.filters;

/** What the network looks for in the pixels themselves. */
export function Filters({ filters }: { readonly filters: StemFilters }): ReactElement {
  const { count, height, width } = filters;
  const pictures = useMemo(
    () => Array.from({ length: count }, (_, filter) => ({ filter, picture: filterPixels(filters, filter) })),
    [filters, count],
  );
  return (
    <section className="inspector-part">
      <h3>
        <Marked text={says.title(count)} terms={['stem']} />
      </h3>
      <div className="stem-filters" role="img" aria-label={says.label(count, height, width)}>
        {pictures.map(({ filter, picture }) => (
          <span key={filter} className="stem-filter">
            <Pixels picture={picture} />
          </span>
        ))}
      </div>
    </section>
  );
}
