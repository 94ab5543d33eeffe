import type { ReactElement, ReactNode } from 'react';
import './Panel.css';

export interface PanelHeadProps {
  readonly title: string;
  /** Beside the title. */
  readonly beside?: ReactNode;
  /** At the right. */
  readonly children?: ReactNode;
}

/** The 40 px row that begins a panel. */
export function PanelHead({ title, beside, children }: PanelHeadProps): ReactElement {
  return (
    <div className="panel-head">
      <h2 className="tab" data-active>
        {title}
      </h2>
      {beside}
      <div className="panel-facts">{children}</div>
    </div>
  );
}
