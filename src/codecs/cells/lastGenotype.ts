import { fail, ok, type Result } from '../../base/result.ts';
import { type PlacedFlaw, type ReadGenotype, readGenotype } from './genotype.ts';
import { type Found, type FoundGenotype, findGenotypes } from './genotypes.ts';
import type { CellsNote } from './notes.ts';
import { stretchesOf } from './stretches.ts';

/**
 * The last genotype in a text that can be read, with a note of others; a flaw only where none can be. Null where there is
 * none, not even one that breaks off.
 */
export function readLastGenotype(text: string): Result<ReadGenotype, PlacedFlaw> | null {
  const plain = text.includes('&') ? withoutEntities(text) : text;
  const stretches = stretchesOf(plain);
  let flaw: PlacedFlaw | null = null;
  // In a log a number sign may be no comment's, and a program's last cells may stand in one.
  for (const comments of [true, false]) {
    if (!comments && !plain.includes('#')) break;
    const found = findGenotypes(plain, stretches, comments);
    const last = lastThatReads(found);
    if (last !== null) return ok(last);
    const named = found.findLast((one) => !isProgram(one)) ?? found.at(-1);
    if (named !== undefined) flaw ??= flawOf(named);
  }
  return flaw === null ? null : fail(flaw);
}

function lastThatReads(found: readonly Found[]): ReadGenotype | null {
  let passed = 0;
  for (let at = found.length - 1; at >= 0; at--) {
    const one = found[at]!;
    const read = one.kind === 'genotype' ? readGenotype(one) : null;
    if (one.kind === 'genotype' && read?.ok) {
      const genotypes = 1 + found.slice(0, at).filter(reads).length;
      const notes: CellsNote[] = [...read.value.notes];
      if (genotypes > 1) notes.push({ kind: 'last-of', genotypes, name: one.name });
      if (passed > 0) notes.push({ kind: 'passed-over', genotypes: passed });
      return { ...read.value, notes };
    }
    if (!isProgram(one)) passed++;
  }
  return null;
}

const reads = (one: Found): boolean => one.kind === 'genotype' && readGenotype(one).ok;

/** `genotype(args)`, `Genotype(normal=gene_normal)`: lines of a program that hold no cells at all. */
const isProgram = (one: Found): boolean => one.kind === 'genotype' && !holdsList(one);

const holdsList = ({ fields }: FoundGenotype): boolean =>
  [...fields.values()].some(({ kind }) => kind === 'list');

function flawOf(one: Found): PlacedFlaw {
  if (one.kind === 'broken') return { kind: 'broken', wanted: one.wanted, found: one.found, place: one.at };
  const read = readGenotype(one);
  if (read.ok) throw new Error('a genotype that reads is no flaw');
  return read.error;
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
  '#x27': "'",
  '#x22': '"',
  gt: '>',
  lt: '<',
  amp: '&',
  nbsp: ' ',
};

/** As web pages write quotes; as long as before, so that places stay. */
const withoutEntities = (text: string): string =>
  text.replace(/&(#?\w{2,4});/g, (whole, name: string) =>
    (ENTITIES[name.toLowerCase()] ?? whole).padEnd(whole.length),
  );
