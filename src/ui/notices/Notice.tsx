import type { ReactElement, ReactNode } from 'react';

export interface NoticeProps {
  /** `error` bears a red line, `note` one in ink. */
  readonly tone: 'error' | 'note';
  /** What happened, in bold. */
  readonly what: string;
  /** Why, and what to do. */
  readonly children?: ReactNode;
  readonly action?: { readonly text: string; readonly act: () => void } | undefined;
}

/** A row under a panel's tabs: what happened, why, what to do, one button. */
export function Notice({ tone, what, children, action }: NoticeProps): ReactElement {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <p>
        <b>{what}</b> {children}
      </p>
      {action && (
        <button type="button" className="button" onClick={action.act}>
          {action.text}
        </button>
      )}
    </div>
  );
}
