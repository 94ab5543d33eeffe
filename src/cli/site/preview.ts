/** The picture that services show for a link: what the page is, and a cell that a real search has found. */
import { drawCell } from '../../drawings/cell/cellMarks.ts';
import { arrangementOf } from '../../drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../drawings/cell/layout/layout.ts';
import { escaped, writeSvg } from '../../drawings/svg.ts';
import { colourOf, FACES } from '../../drawings/tokens.ts';
import type { Run } from '../../run/run.ts';
import { winnerOf } from '../../search/finalists.ts';
import type { Trial } from '../../search/trial.ts';

const FONTS = [
  ['Inter Variable', 'normal', '100 900', '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'],
  ['STIX Two Text', 'italic', '400', '@fontsource/stix-two-text/files/stix-two-text-latin-400-italic.woff2'],
] as const;

/** Room for the drawing, in px. */
const PLACE = { width: 1072, height: 356 };

/** A page of 1200 x 630 that names nothing outside itself; `foundBy`: a sentence; `read`: a file of node_modules. */
export async function previewPage(
  run: Run,
  foundBy: string,
  read: (file: string) => Promise<Uint8Array>,
): Promise<string> {
  const faces = await Promise.all(
    FONTS.map(async ([family, style, weight, file]) => {
      const data = Buffer.from(await read(file)).toString('base64');
      return `@font-face { font-family: "${family}"; font-style: ${style}; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`;
    }),
  );
  const cell = winningTrial(run).architecture.normal;
  const drawing = drawCell(layoutCell(cell, arrangementOf(cell), 'L'), { stride: false });
  const scale = Math.min(PLACE.width / drawing.width, PLACE.height / drawing.height);
  const svg = writeSvg(drawing, { theme: 'light', title: 'Normal cell' });
  return `<!doctype html><style>
${faces.join('\n')}
body { margin: 0; width: 1200px; height: 630px; overflow: hidden; background: ${colourOf('page', 'light')};
  color: ${colourOf('ink', 'light')}; font: 400 28px/36px ${FACES.sans}; }
h1 { margin: 48px 64px 0; font-size: 60px; line-height: 64px; font-weight: 700; letter-spacing: -0.01em; }
p { margin: 10px 64px 0; color: ${colourOf('ink2', 'light')}; }
figure { display: flex; justify-content: center; align-items: center; margin: 24px 64px 0; height: ${PLACE.height}px; }
figure svg { width: ${drawing.width * scale}px; height: ${drawing.height * scale}px; }
small { display: block; margin: 16px 64px 0; font-size: 20px; line-height: 28px; color: ${colourOf('ink2', 'light')}; }
</style>
<h1>NAS Playground</h1>
<p>Neural architecture search you can watch, on your own GPU, in the browser</p>
<figure>${svg}</figure>
<small>${escaped(foundBy)}</small>`;
}

/** The finalist that won, or the best child where none was trained again. */
function winningTrial({ settings, trials, finalists }: Run): Trial {
  const won = winnerOf(settings, trials, finalists);
  const best = trials.reduce((most, one) => ((one.accuracy ?? 0) > (most.accuracy ?? 0) ? one : most));
  return won ?? best;
}
