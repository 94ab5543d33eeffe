import type { ReactElement } from 'react';
import type { Mode } from '../hooks/useMode.ts';
import { Icon } from '../parts/Icon.tsx';
import { tip } from '../parts/tip.ts';
import { CopyLink } from './CopyLink.tsx';
import { Progress } from './Progress.tsx';
import { RunButtons } from './RunButtons.tsx';
import { Adapter, RunFacts, Speed } from './RunFacts.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';

export interface TopBarProps {
  readonly mode: Mode;
  readonly onSettings: () => void;
}

/** Its columns are those of the page below; narrower pages fold it into lines. */
export function TopBar({ mode, onSettings }: TopBarProps): ReactElement {
  const folded = mode !== 'wide' && (
    <button
      type="button"
      className="icon-button"
      aria-label="Settings"
      {...tip('Opens the settings.')}
      onClick={onSettings}
    >
      <Icon sign={mode === 'phone' ? 'menu' : 'settings'} />
    </button>
  );
  return (
    <header className="bar">
      <h1 className="bar-name">NAS Playground</h1>
      <div className="bar-run">
        {mode !== 'phone' && folded}
        <RunButtons />
        <span className="bar-rule" />
        <Progress />
        <RunFacts />
        <Speed />
      </div>
      <div className="bar-page">
        <Adapter />
        <ThemeToggle />
        <CopyLink />
        {mode === 'phone' && folded}
      </div>
    </header>
  );
}
