import type { ReactElement } from 'react';

/** For screen readers alone: spoken when it changes. */
export function Spoken({ text }: { readonly text: string }): ReactElement {
  return (
    <span role="status" className="hidden-text">
      {text}
    </span>
  );
}
