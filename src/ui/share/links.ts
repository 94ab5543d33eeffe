import { encodeRerun } from '../../codecs/rerun/rerun.ts';
import { encodeRoute } from '../../codecs/route.ts';
import type { CellChoice } from '../../drawings/cell/picture.ts';
import { type Settings, validateSettings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';

/** The page's own address, without what this visit added. */
export const pageAddress = (): string => location.origin + location.pathname;

export const cellsLink = (architecture: Architecture): string =>
  pageAddress() + encodeRoute({ view: 'pair', architecture });

/** Null where no search can be made with the settings. */
export function settingsLink(architecture: Architecture, settings: Settings): string | null {
  if (!validateSettings(settings).ok) return null;
  const recipe = encodeRerun({ architecture, settings });
  return pageAddress() + encodeRoute({ view: 'rerun', recipe });
}

/** Room of a frame in lecture notes, in px. */
const FRAMES: Readonly<Record<CellChoice, readonly [width: number, height: number]>> = {
  normal: [420, 300],
  reduction: [420, 300],
  both: [840, 320],
};

/** HTML of a frame with the drawing alone; `title`: its accessible name. */
export function embedCode(architecture: Architecture, cells: CellChoice, title: string): string {
  const [width, height] = FRAMES[cells];
  const chosen = cells === 'both' ? '' : `&amp;cell=${cells}`;
  const address = `${pageAddress()}?embed=1${chosen}${encodeRoute({ view: 'pair', architecture })}`;
  const room = `width="${width}" height="${height}" style="border:0;max-width:100%"`;
  return `<iframe ${room} title="${title}" src="${address}"></iframe>`;
}
