import type { ReactElement } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { themeOf } from '../../../store/shown/projector.ts';
import { Icon } from '../../parts/Icon.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { barTexts } from '../../texts/search/bar.ts';

/** Turns to the other of light and dark; until it is used, the system's preference holds. */
export function ThemeToggle(): ReactElement {
  const theme = usePlayground(themeOf);
  const setTheme = usePlayground(({ projector, setProjectedTheme, setTheme }) =>
    projector === null ? setTheme : setProjectedTheme,
  );
  const toggle = (): void => {
    const dark = theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
    setTheme(dark ? 'light' : 'dark');
  };
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={barTexts.theme.name}
      {...tip(barTexts.theme.says)}
      onClick={toggle}
    >
      <Icon sign="theme" />
    </button>
  );
}
