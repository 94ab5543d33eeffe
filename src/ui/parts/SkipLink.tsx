import type { ReactElement } from 'react';
import { pageTexts } from '../texts/page.ts';
import { MAIN } from './main.ts';
import './SkipLink.css';

/** Past the bar and the settings. A button, since the address's fragment says which cells are drawn. */
export function SkipLink(): ReactElement {
  return (
    <button
      type="button"
      className="button skip-link"
      onClick={() => {
        const main = document.getElementById(MAIN);
        main?.focus();
        main?.scrollIntoView();
      }}
    >
      {pageTexts.skip}
    </button>
  );
}
