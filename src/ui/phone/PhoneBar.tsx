import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { Icon } from '../parts/Icon.tsx';
import { phoneTexts } from '../texts/phone.ts';
import type { Destination, Phone } from './usePhone.ts';
import './PhoneBar.css';

const DESTINATIONS = ['search', 'board', 'more'] as const satisfies readonly Destination[];
const SIGNS = { search: 'chart', board: 'list', more: 'dots' } as const;

/** The destinations of a phone's page, at its foot. */
export function PhoneBar({ phone }: { readonly phone: Phone }): ReactElement {
  const isCovered = usePlayground((state) => state.layer !== null);
  const closeLayer = usePlayground((state) => state.closeLayer);
  const goTo = (to: Destination): void => {
    if (isCovered) closeLayer();
    if (!isCovered && phone.isChildOpen && to === 'board') phone.back();
    else phone.goTo(to);
  };
  return (
    <nav className="phone-bar" aria-label={phoneTexts.bar}>
      {DESTINATIONS.map((one) => (
        <button
          key={one}
          type="button"
          className="phone-destination"
          aria-current={one === phone.at ? 'page' : undefined}
          onClick={() => goTo(one)}
        >
          <Icon sign={SIGNS[one]} />
          {phoneTexts.destinations[one]}
        </button>
      ))}
    </nav>
  );
}
