import { type ReactElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../src/charts/tokens.css';
import '../../src/ui/fonts.css';
import './gallery.css';
import type { Theme } from '../../src/drawings/tokens.ts';
import { Boards } from './board.tsx';
import { CellSizes, CellStates, Operations, Thumbnails, Written } from './cells.tsx';
import { Comparisons, Curves, Rewards } from './charts.tsx';
import { Contests } from './contests.tsx';
import { Controllers } from './controller.tsx';
import { Courses } from './courses.tsx';
import { Differences } from './differences.tsx';
import { Inspectors } from './inspector.tsx';
import { Networks } from './network.tsx';
import { Tradeoffs } from './tradeoff.tsx';

/** The contact sheet: every chart and drawing in its states, from figures that no one measured. No part of the product. */

/** Below this only what fits a phone is shown. */
const WIDE = 1200;
const theme: Theme = new URLSearchParams(location.search).get('theme') === 'dark' ? 'dark' : 'light';
document.documentElement.dataset.theme = theme;

function Sheet(): ReactElement {
  const wide = window.innerWidth >= WIDE;
  return (
    <main className="sheet">
      <CellSizes wide={wide} />
      <CellStates wide={wide} />
      <Thumbnails />
      <Operations />
      <Written wide={wide} theme={theme} />
      <Rewards wide={wide} />
      <Courses wide={wide} />
      <Curves />
      <Comparisons wide={wide} />
      <Controllers wide={wide} />
      <Boards wide={wide} />
      <Contests wide={wide} />
      <Networks wide={wide} />
      <Tradeoffs wide={wide} />
      <Differences wide={wide} />
      <Inspectors wide={wide} theme={theme} />
    </main>
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Sheet />
  </StrictMode>,
);
