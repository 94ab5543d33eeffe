import type { ReactElement } from 'react';
import type { Mode } from '../hooks/useMode.ts';
import { Icon } from '../parts/Icon.tsx';
import { tip } from '../parts/tips/tip.ts';
import { barTexts } from '../texts/bar.ts';
import { commonTexts } from '../texts/common.ts';
import { Adapter } from './Adapter.tsx';
import { CopyLink } from './CopyLink.tsx';
import { PresetName } from './PresetName.tsx';
import { Progress } from './Progress.tsx';
import { MainRunButton, RunButtons } from './RunButtons.tsx';
import { RunFacts, Speed } from './RunFacts.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import './TopBar.css';

export interface TopBarProps {
  readonly mode: Mode;
  readonly onSettings: () => void;
}

/** One line whose columns are those of the page below; two on a narrower page and on a phone, where the second stays in sight. */
export function TopBar({ mode, onSettings }: TopBarProps): ReactElement {
  const name = <h1 className="bar-name">{barTexts.name}</h1>;
  const settings = (
    <button
      type="button"
      className="icon-button"
      aria-label={commonTexts.settings}
      {...tip(barTexts.settingsSay)}
      onClick={onSettings}
    >
      <Icon sign="settings" />
    </button>
  );
  switch (mode) {
    case 'wide':
    case 'drawer':
      return (
        <header className="bar">
          {mode === 'wide' && name}
          <div className="bar-run">
            {mode === 'drawer' && name}
            {mode === 'drawer' && settings}
            {mode === 'drawer' && <PresetName />}
            <RunButtons />
            {mode === 'wide' && <span className="bar-rule" />}
            <Progress />
            <RunFacts />
            <Speed />
          </div>
          <div className="bar-page">
            <Adapter />
            <ThemeToggle />
            <CopyLink />
          </div>
        </header>
      );
    case 'single':
      return (
        <header className="bar bar-lines">
          <div className="bar-line">
            {name}
            {settings}
            <RunButtons />
            <Adapter />
            <ThemeToggle />
            <CopyLink />
          </div>
          <div className="bar-line">
            <PresetName />
            <Progress />
            <RunFacts />
            <Speed />
          </div>
        </header>
      );
    case 'phone':
      return (
        <header className="bar">
          <div className="bar-line bar-title">
            {name}
            <CopyLink />
          </div>
          <div className="phone-run">
            <MainRunButton />
            <div className="phone-progress">
              <RunFacts />
              <Progress />
            </div>
          </div>
        </header>
      );
    default:
      return mode satisfies never;
  }
}
