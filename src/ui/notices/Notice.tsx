import type { ReactElement, ReactNode } from 'react';
import './Notice.css';

export interface NoticeProps {
  /** `error` bears a red line, `note` one in ink. */
  readonly tone: 'error' | 'note';
  /** What happened, in bold. */
  readonly what: string;
  /** Why, and what to do. */
  readonly children?: ReactNode;
  readonly action?: NoticeAction | undefined;
  /** A second way on, beside the first. */
  readonly other?: NoticeAction | undefined;
  /** A way on that is no click alone, such as a file to choose. */
  readonly more?: ReactNode;
}

export interface NoticeAction {
  readonly text: string;
  readonly act: () => void;
}

/** A row under a panel's tabs: what happened, why, what to do, one button or two. */
export function Notice({ tone, what, children, action, other, more }: NoticeProps): ReactElement {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <p>
        <b>{what}</b> {children}
      </p>
      {action && (
        <div className="notice-buttons">
          {[action, other].map(
            (one) =>
              one && (
                <button key={one.text} type="button" className="button" onClick={one.act}>
                  {one.text}
                </button>
              ),
          )}
          {more}
        </div>
      )}
    </div>
  );
}
