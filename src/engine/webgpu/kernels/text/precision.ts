import type { Family } from '../../ir/job.ts';

/**
 * Kernels are written once for both precisions. `arena[i]`, `load` and `store` are 32-bit numbers by the group: sums, records,
 * scores. `maps[i]`, `loadMap` and `storeMap` are activations, `mapGradients[i]`, `loadGradient` and `storeGradient` their gradients; at
 * 32 bits all are the same thing. `storedMap(x)` is what is kept of an activation: at 32 bits all of it. At 16 the arena is bound by half groups: maps are packed in one (half.wgsl), all else takes
 * two, and accesses become calls.
 */

/** A kernel's text, or another that comes before it, at its precision. */
export function precisionText({ half }: Family, source: string): string {
  if (half === undefined) return wideText(source);
  return half === 'gradients' ? halfGradientText(source) : halfText(source);
}

/** At 32 bits. */
function wideText(source: string): string {
  return source
    .replace(/\b(maps|mapGradients)\[/g, 'arena[')
    .replace(/\bload(Map|Gradient)\(/g, 'load(')
    .replace(/\bstore(Map|Gradient)\(/g, 'store(')
    .replace(/\bstoredMap\(/g, '(');
}

const calls = {
  arena: ['wideAt', 'setWideAt'],
  maps: ['mapAt', 'setMapAt'],
  mapGradients: ['gradientAt', 'setGradientAt'],
} as const;

/** At 16 bits. Throws a SyntaxError on an access whose end is not found. */
export function halfText(source: string): string {
  let out = '';
  let rest = source;
  for (;;) {
    const found = /\b(arena|maps|mapGradients)\[/.exec(rest);
    if (!found) return out + rest;
    const [read, write] = calls[found[1] as keyof typeof calls];
    const start = found.index + found[0].length;
    const end = closing(rest, start);
    const index = halfText(rest.slice(start, end));
    out += rest.slice(0, found.index);
    const assigned = /^\s*=(?!=)\s*/.exec(rest.slice(end + 1));
    if (!assigned) {
      out += `${read}(${index})`;
      rest = rest.slice(end + 1);
      continue;
    }
    const from = end + 1 + assigned[0].length;
    const stop = rest.indexOf(';', from);
    if (stop < 0) throw new SyntaxError(`no end of what is assigned to ${found[0]}${index}]`);
    out += `${write}(${index}, ${halfText(rest.slice(from, stop))})`;
    rest = rest.slice(stop);
  }
}

/** The same of a kernel whose maps are gradients this time. */
const halfGradientText = (source: string): string =>
  halfText(
    source
      .replace(/\bmaps\[/g, 'mapGradients[')
      .replace(/\bloadMap\(/g, 'loadGradient(')
      .replace(/\bstoreMap\(/g, 'storeGradient('),
  );

/** Where the bracket closes that was opened before `start`. */
function closing(text: string, start: number): number {
  let depth = 1;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '[') depth++;
    if (text[i] === ']' && --depth === 0) return i;
  }
  throw new SyntaxError(`no end of an index: ${text.slice(start, start + 40)}`);
}
