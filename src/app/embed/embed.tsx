import { fail, ok, type Result } from '../../base/result.ts';
import { readFragment } from '../../codecs/fragment.ts';
import { parseShareFragment } from '../../codecs/share.ts';
import { describeShareError, type ShareError } from '../../codecs/shareError.ts';
import type { Architecture } from '../../space/architecture.ts';
import { embedTexts } from '../../ui/texts/embed.ts';
import { choiceOf, fitFrame } from './layout.ts';
import '../../charts/tokens.css';
import './embed.css';

/**
 * What a frame on another page shows: the drawing that the address names, and a way to the playground. It keeps nothing and
 * reads nothing that is kept: browsers refuse storage to frames of other sites.
 */

const root = document.getElementById('root') as HTMLElement;
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Behind the cells of a link. */
const CELL_ASKED = /[&?]cell=\w*$/;

/** Of the line with the link, in px. */
const FOOT = 28;

function draw(): void {
  const { hash } = location;
  const read = parseShareFragment(hash);
  if (read.ok) show(ok(read.value));
  else if (read.error.kind !== 'damaged') show(refusedBy(read.error));
  else
    void readOther(hash, read.error).then((other) => {
      if (location.hash === hash) show(other);
    });
}

const refusedBy = (error: ShareError): Result<Architecture, string> => fail(describeShareError(error));

/** What stands in a code's place may be cells in another notation; their reader is loaded for it alone. */
async function readOther(hash: string, error: ShareError): Promise<Result<Architecture, string>> {
  const reader = await import('../../codecs/cells/read.ts').catch(() => null);
  if (reader === null) return refusedBy(error);
  const cells = reader.readCellsText(hash.replace(CELL_ASKED, ''));
  if (cells.ok) return ok(cells.value.architecture);
  return cells.error.kind === 'share' ? refusedBy(error) : fail(reader.describeCellsFlaw(cells.error));
}

function show(read: Result<Architecture, string>): void {
  const way = document.createElement('a');
  way.href = location.pathname + (read.ok ? location.hash : '');
  way.target = '_blank';
  way.rel = 'noopener';
  way.textContent = embedTexts.playground;
  way.title = embedTexts.opens;
  const frame = document.createElement('main');
  frame.className = 'frame-cells';
  if (read.ok) frame.append(...drawings(read.value));
  else {
    const sentence = document.createElement('p');
    sentence.textContent = read.error;
    frame.append(sentence);
  }
  const foot = document.createElement('footer');
  foot.className = 'frame-foot';
  foot.append(way);
  root.replaceChildren(frame, foot);
  document.body.className = 'framed';
}

function drawings(architecture: Architecture): Node[] {
  const asked =
    readFragment(location.hash).more.get('cell') ?? new URLSearchParams(location.search).get('cell');
  const look = { cells: choiceOf(asked), theme: dark.matches ? 'dark' : 'light' } as const;
  const room = { width: document.documentElement.clientWidth, height: innerHeight - FOOT };
  const { pictures, isStacked } = fitFrame(architecture, look, room);
  const cells = document.createElement('div');
  cells.className = isStacked ? 'frame-pair frame-stacked' : 'frame-pair';
  for (const { svg, width, height } of pictures) {
    const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
    documentElement.setAttribute('width', String(width));
    documentElement.setAttribute('height', String(height));
    cells.append(document.adoptNode(documentElement));
  }
  return [cells];
}

draw();
addEventListener('hashchange', draw);
addEventListener('resize', draw);
dark.addEventListener('change', draw);
