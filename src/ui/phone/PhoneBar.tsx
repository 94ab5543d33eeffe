import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { Icon } from '../parts/Icon.tsx';
import { learnTexts } from '../texts/classroom/lessons/learn.ts';
import { phoneTexts } from '../texts/phone.ts';
import type { Destination, Phone } from './usePhone.ts';
import './PhoneBar.css';

/** Where it leads; lessons lie over whatever destination is there. */
const DESTINATIONS = ['search', 'learn', 'board', 'more'] as const satisfies readonly (
  | Destination
  | 'learn'
)[];
const SIGNS = { search: 'chart', learn: 'learn', board: 'list', more: 'dots' } as const;

/** The destinations of a phone's page, at its foot. */
export function PhoneBar({ phone }: { readonly phone: Phone }): ReactElement {
  const isCovered = usePlayground((state) => state.layer !== null);
  const reading = usePlayground((state) => state.reading?.view ?? null);
  const closeReading = usePlayground((state) => state.closeReading);
  const closeLayer = usePlayground((state) => state.closeLayer);
  const lessons = usePlayground((state) => state.lessons);
  const openLessons = usePlayground((state) => state.openLessons);
  const closeLessons = usePlayground((state) => state.closeLessons);
  const goTo = (to: Destination | 'learn'): void => {
    if (to === 'learn') {
      if (lessons?.at === 'list') closeLessons();
      else openLessons();
      return;
    }
    // The list fills the page; a lesson goes along.
    if (lessons?.at === 'list') closeLessons();
    if (reading === 'board') closeReading();
    if (isCovered) closeLayer();
    if (!isCovered && phone.isChildOpen && to === 'board') phone.back();
    else phone.goTo(to);
  };
  // The class board is one of the things under More.
  const now = reading === 'board' ? 'more' : lessons?.at === 'list' ? 'learn' : phone.at;
  return (
    <nav className="phone-bar" aria-label={phoneTexts.bar}>
      {DESTINATIONS.map((one) => (
        <button
          key={one}
          type="button"
          className="phone-destination"
          data-destination={one}
          aria-current={one === now ? 'page' : undefined}
          onClick={() => goTo(one)}
        >
          <Icon sign={SIGNS[one]} />
          {one === 'learn' ? learnTexts.learn : phoneTexts.destinations[one]}
        </button>
      ))}
    </nav>
  );
}
