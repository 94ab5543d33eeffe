import type { Mode } from '../../hooks/useMode.ts';

/** What every view of a panel is given. */
export interface ViewProps {
  readonly mode: Mode;
}
