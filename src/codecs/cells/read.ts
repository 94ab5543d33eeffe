import { fail, ok, type Result } from '../../base/result.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { type CellPresetId, findCellPreset } from '../../space/presets.ts';
import { fromArchitectureJson } from '../architectureJson.ts';
import { readFragment } from '../fragment.ts';
import { decodeRerun } from '../rerun/rerun.ts';
import { decodeRoute } from '../route.ts';
import { decodeArchitecture, parseShareFragment } from '../share.ts';
import { type CellsFlaw, type CellsFlawKind, type Place, shownPlace } from './flaws.ts';
import { foreignNotation } from './foreign.ts';
import { readLastGenotype } from './lastGenotype.ts';
import type { CellsNote } from './notes.ts';

export { type CellsFlaw, describeCellsFlaw } from './flaws.ts';
export { type CellsNote, describeCellsNote } from './notes.ts';

/** How cells were written. */
export type Notation = 'json' | 'link' | 'code' | 'preset' | 'genotype';

export interface ReadCells {
  readonly architecture: Architecture;
  readonly notation: Notation;
  /** Null but for the notation `preset`. */
  readonly preset: CellPresetId | null;
  /** Of a link to a search; null for anything else. */
  readonly settings: Settings | null;
  /** What differs from what was written, and what was passed over. */
  readonly notes: readonly CellsNote[];
}

type Answer = Result<ReadCells, CellsFlaw>;

/**
 * The one reader of cells as people have them: our JSON, links with whatever programs append to them, share codes, names
 * of presets, and genotypes of the DARTS family in any of their spellings, with any text around them. Of any text at all;
 * never throws; in time proportional to its length.
 */
export function readCellsText(text: string): Answer {
  const words = unfenced(text.trim());
  if (words === '') return flawed({ kind: 'nothing' });
  const preset = readPreset(words);
  if (preset !== null) return preset;
  const link = /\s/.test(words) ? null : readLink(words);
  return (
    link ?? readJson(words) ?? readCode(words) ?? readGenotypes(text) ?? readLink(words) ?? readNothing(words)
  );
}

/** As programs for chats mark what is no prose. */
const unfenced = (text: string): string =>
  text.startsWith('```') && text.endsWith('```') && text.length > 6
    ? text
        .slice(3, -3)
        .replace(/^\w*\n/, '')
        .trim()
    : text;

const taken = (
  architecture: Architecture,
  notation: Exclude<Notation, 'preset'>,
  notes: readonly CellsNote[] = [],
): Answer => ok({ architecture, notation, notes, preset: null, settings: null });

function readPreset(words: string): Answer | null {
  const preset = findCellPreset(words);
  if (preset === null) return null;
  const notes: CellsNote[] = preset.isExact ? [] : [{ kind: 'preset', preset: preset.id }];
  return ok({
    architecture: preset.architecture,
    notation: 'preset',
    preset: preset.id,
    notes,
    settings: null,
  });
}

const flawed = (flaw: CellsFlawKind): Answer => fail({ ...flaw, at: null });

/** What a run's file calls itself (`run/file/runFile.ts`, a floor below). */
const RUN_FORMAT = 'nas-playground-run';

/** Null where it is not the JSON of our files. */
function readJson(words: string): Answer | null {
  if (!words.startsWith('{')) return null;
  let json: unknown;
  try {
    json = JSON.parse(words);
  } catch (thrown) {
    const isOurs = /"blocks"\s?:/.test(words);
    return isOurs ? flawed({ kind: 'json', why: `not JSON: ${(thrown as Error).message}` }) : null;
  }
  const { format, normal, reduction } = json as Record<string, unknown>;
  if (format === RUN_FORMAT) return flawed({ kind: 'run' });
  const isOurs = [normal, reduction].some((cell) => cell !== undefined && !Array.isArray(cell));
  if (!isOurs) return null;
  const read = fromArchitectureJson(json);
  return read.ok ? taken(read.value, 'json') : flawed({ kind: 'json', why: read.error });
}

/** Null where it is no code; one that is damaged may be any word. */
function readCode(words: string): Answer | null {
  if (!/^[\w-]+$/.test(words)) return null;
  const read = decodeArchitecture(words);
  if (read.ok) return taken(read.value, 'code');
  return read.error.kind === 'damaged' ? null : flawed({ kind: 'share', error: read.error });
}

/** Null where there is none, not even one that breaks off. */
function readGenotypes(text: string): Answer | null {
  const read = readLastGenotype(text);
  if (read === null) return null;
  return read.ok ? taken(read.value.architecture, 'genotype', read.value.notes) : placed(text, read.error);
}

const placed = (text: string, { place, ...flaw }: CellsFlawKind & { readonly place: Place }): Answer =>
  fail({ ...(flaw as CellsFlawKind), at: shownPlace(text, place) });

/** `#c=`, `#edit=` and `#r=`, their signs in percent notation too. */
const HOLDS_CELLS = /(?:#|%23)(?:c|edit|r)(?:=|%3D)/i;

/** A link or fragment, with words around it too; null where there is none. */
function readLink(words: string): Answer | null {
  const begin = words.search(HOLDS_CELLS);
  if (begin < 0) return readOtherLink(words);
  const link = words.slice(begin).split(/[\s<>]/, 1)[0]!;
  // In prose it may be the sign alone that is spoken of.
  const isSpokenOf = link.length < 10 && link.length < words.length;
  if (/^(?:#|%23)r/i.test(link)) return isSpokenOf ? null : readRerun(link);
  const read = parseShareFragment(link.replace(/^(#|%23)edit/i, '#c'));
  if (read.ok) return taken(read.value, 'link');
  // What stands in a code's place may be cells in any other notation, its signs in percent notation.
  const plain = unescaped(words.slice(begin).replace(HOLDS_CELLS, ''));
  const inner = plain === null ? null : readInner(plain);
  if (inner !== null) return inner;
  if (isEmptyEditor(link)) return flawed({ kind: 'other-link', view: 'editor' });
  return isSpokenOf ? null : flawed({ kind: 'share', error: read.error });
}

const isEmptyEditor = (link: string): boolean => {
  const route = decodeRoute(link);
  return route.ok && route.value.view === 'editor' && route.value.architecture === null;
};

/** A link to a search: the pair that it shows, and the settings that make the search again. */
function readRerun(link: string): Answer {
  const read = decodeRerun(readFragment(link).value);
  if (!read.ok) return flawed({ kind: 'rerun', error: read.error });
  const { architecture, settings } = read.value;
  if (architecture === null) return flawed({ kind: 'no-pair', settings });
  return ok({ architecture, notation: 'link', notes: [], preset: null, settings });
}

function readInner(plain: string): Answer | null {
  const words = plain.trim();
  const foreign = foreignNotation(words);
  return (
    readPreset(words) ??
    readJson(words) ??
    readGenotypes(words) ??
    (foreign === null ? null : flawed({ kind: 'foreign', notation: foreign }))
  );
}

function unescaped(text: string): string | null {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function readOtherLink(words: string): Answer | null {
  if (/\s/.test(words)) return null;
  if (/^c=./.test(words)) {
    const read = parseShareFragment(words);
    return read.ok ? taken(read.value, 'link') : flawed({ kind: 'share', error: read.error });
  }
  if (!/^(?:https?:\/\/|#)/i.test(words)) return null;
  const route = words.includes('#') ? decodeRoute(words) : null;
  return flawed({ kind: 'other-link', view: route?.ok ? route.value.view : null });
}

/** As long as the shortest code of cells with four blocks: no word of a language. */
const LEAST_OF_CODE = 22;

function readNothing(words: string): Answer {
  const notation = foreignNotation(words);
  if (notation !== null) return flawed({ kind: 'foreign', notation });
  if (words.startsWith('{')) {
    try {
      const read = fromArchitectureJson(JSON.parse(words));
      if (!read.ok) return flawed({ kind: 'json', why: read.error });
    } catch (thrown) {
      return flawed({ kind: 'json', why: `not JSON: ${(thrown as Error).message}` });
    }
  }
  if (/^[\w-]+$/.test(words) && words.length >= LEAST_OF_CODE && /[A-Z]/.test(words) && /\d/.test(words)) {
    const read = decodeArchitecture(words);
    if (!read.ok) return flawed({ kind: 'share', error: read.error });
  }
  return flawed({ kind: 'nothing' });
}
