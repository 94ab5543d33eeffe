import type { ReactElement, ReactNode } from 'react';

/** For screen readers alone. */
export function Hidden({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className="hidden-text">{children}</span>;
}
