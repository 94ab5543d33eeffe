import type { ReactElement, ReactNode, Ref } from 'react';
import './Panel.css';

export interface PanelHeadProps {
  /** Its tabs, or its title where it has one view alone. */
  readonly head: ReactNode;
  /** Beside them. */
  readonly beside?: ReactNode;
  /** Of the place at the right, which a view fills. */
  readonly facts: Ref<HTMLDivElement>;
}

/** The 40 px row that begins a panel. */
export function PanelHead({ head, beside, facts }: PanelHeadProps): ReactElement {
  return (
    <div className="panel-head">
      {head}
      {beside}
      <div ref={facts} className="panel-facts" />
    </div>
  );
}
