import { type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react';
import { LessonsButton } from '../../classroom/lessons/LessonsPlace.tsx';
import type { Mode } from '../../hooks/useMode.ts';
import { Icon } from '../../parts/Icon.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { ShareButton } from '../../share/ShareButton.tsx';
import { projectorTexts } from '../../texts/classroom/projector.ts';
import { commonTexts } from '../../texts/common.ts';
import { barTexts } from '../../texts/search/bar.ts';
import { Adapter } from './Adapter.tsx';
import { PresetName } from './PresetName.tsx';
import { Progress } from './Progress.tsx';
import { MainRunButton, RunButtons } from './RunButtons.tsx';
import { RunFacts, Speed } from './RunFacts.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import './TopBar.css';

export interface TopBarProps {
  readonly mode: Mode;
  readonly onSettings: () => void;
  /** Where the leaderboard is folded. */
  readonly onBoard?: (() => void) | undefined;
  /** On a phone, between the page's name and the run. */
  readonly headline?: ReactNode;
}

/** One line whose columns are those of the page below; two on a narrower page and on a phone, where the second stays in sight. */
export function TopBar({ mode, onSettings, onBoard, headline }: TopBarProps): ReactElement {
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
  const kept = useFocusKept(mode);
  switch (mode) {
    case 'wide':
    case 'drawer':
      return (
        <header className="bar" {...kept}>
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
            <LessonsButton />
            <ThemeToggle />
            <ShareButton />
          </div>
        </header>
      );
    case 'single':
      return (
        <header className="bar bar-lines" {...kept}>
          <div className="bar-line">
            {name}
            {settings}
            <RunButtons />
            {onBoard && (
              <button type="button" className="button" {...tip(projectorTexts.boardSays)} onClick={onBoard}>
                {projectorTexts.board}
              </button>
            )}
            <Adapter />
            <LessonsButton />
            <ThemeToggle />
            <ShareButton />
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
        <header className="bar bar-phone" {...kept}>
          <div className="bar-line bar-title">
            {name}
            <ShareButton />
          </div>
          {headline}
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

/** Another arrangement is made anew: what had the focus in the one before has it again. */
function useFocusKept(mode: Mode) {
  const header = useRef<HTMLElement>(null);
  const held = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks whenever the arrangement is another
  useLayoutEffect(() => {
    if (held.current === null || document.activeElement !== document.body) return;
    const buttons = [...(header.current?.querySelectorAll('button') ?? [])];
    buttons.find((one) => nameOf(one) === held.current)?.focus({ preventScroll: true });
  }, [mode]);
  return {
    ref: header,
    onFocus: ({ target }: { readonly target: Element }) => {
      held.current = nameOf(target);
    },
    onBlur: () => {
      held.current = null;
    },
  };
}

const nameOf = (control: Element): string => control.getAttribute('aria-label') ?? control.textContent ?? '';
