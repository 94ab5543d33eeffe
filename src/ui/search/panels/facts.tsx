import { createContext, type ReactElement, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The place at the right of a panel's tabs; null until it is there. */
export const FactsPlace = createContext<HTMLElement | null>(null);

/** What a view says at the right of the tabs of its panel. */
export function PanelFacts({ children }: { readonly children: ReactNode }): ReactElement | null {
  const place = useContext(FactsPlace);
  return place && createPortal(children, place);
}
