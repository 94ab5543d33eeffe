import { type CSSProperties, type ReactElement, useEffect, useRef } from 'react';
import { cellPicture, type Picture } from '../../drawings/cell/picture.ts';
import type { Settings } from '../../settings/settings.ts';
import type { CellKind } from '../../space/architecture.ts';
import { pairCost } from '../child/cells/pairCost.ts';
import { shareTexts } from '../texts/share.ts';
import { Head } from './Head.tsx';
import { svgAddress } from './pictures.ts';
import { printCopy } from './printCopy.ts';
import type { Shared } from './useShared.ts';
import './PrintPage.css';

const texts = shareTexts.paper;
const KINDS = ['normal', 'reduction'] as const satisfies readonly CellKind[];

export interface PrintPageProps {
  readonly shared: Shared;
  readonly settings: Settings;
  readonly link: string;
  /** The link's QR code: its SVG, and what it is called. */
  readonly code: { readonly svg: string; readonly name: string } | null;
}

/**
 * What is printed in the page's place: one sheet, seen on paper alone. A copy of it is printed, since browsers arrange the page anew
 * for the paper, and may take this part away.
 */
export function PrintPage({ shared, settings, link, code }: PrintPageProps): ReactElement {
  const { architecture } = shared;
  const { trainable, multiplyAdds } = pairCost(architecture, settings);
  const pictures = KINDS.map((kind) => ({
    kind,
    ...cellPicture(architecture, { cells: kind, theme: 'light', ground: false }),
  }));
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sheet.current !== null) void printCopy(sheet.current);
  }, []);
  return (
    <div ref={sheet} className="paper" hidden>
      <header className="paper-head">
        <Head shared={shared} isDrawn={false} />
        <p>{texts.costs(trainable, multiplyAdds)}</p>
        <p>{texts.network(settings.cellsPerStage, settings.filters, settings.imageSize)}</p>
      </header>
      <div className="paper-cells" style={sizesOf(pictures)}>
        {pictures.map(({ kind, svg, width }) => (
          <figure key={kind} className="paper-cell">
            <figcaption>{texts[kind]}</figcaption>
            <img
              src={svgAddress(svg)}
              alt={texts[kind]}
              style={{ '--paper-width': width } as CSSProperties}
            />
          </figure>
        ))}
      </div>
      <footer className="paper-foot">
        {code !== null && <img src={svgAddress(code.svg)} alt={code.name} />}
        <p>
          {texts.from}
          <br />
          {link}
        </p>
      </footer>
    </div>
  );
}

/** What both cells take below each other and side by side, in px, for the stylesheet: it draws them in one scale. */
function sizesOf(pictures: readonly Picture[]): CSSProperties {
  const widths = pictures.map(({ width }) => width);
  const heights = pictures.map(({ height }) => height);
  const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
  return {
    '--stacked-width': Math.max(...widths),
    '--stacked-height': sum(heights),
    '--beside-width': sum(widths),
    '--beside-height': Math.max(...heights),
  } as CSSProperties;
}
