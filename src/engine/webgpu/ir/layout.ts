/**
 * How channels lie in memory. Everything on the GPU is moved four channels at a time (a vec4f, called a group here), so
 * each run of channels is padded to a multiple of 4 with zeros. A concatenation keeps the runs of its parts, so that they
 * can be written in place: its layout is the list of their lengths, and the padding between them stays zero throughout
 * (weights that would touch it are zero and never change).
 */
export type Layout = readonly number[];

/** Groups of four channels. */
export function groupsOf(layout: Layout): number {
  return layout.reduce((sum, channels) => sum + Math.ceil(channels / 4), 0);
}

/** Place of every channel, padding counted. */
export function placesOf(layout: Layout): Uint32Array {
  const places: number[] = [];
  let start = 0;
  for (const channels of layout) {
    for (let c = 0; c < channels; c++) places.push(start + c);
    start += 4 * Math.ceil(channels / 4);
  }
  return Uint32Array.from(places);
}

export function sameLayout(a: Layout, b: Layout): boolean {
  return a.length === b.length && a.every((channels, i) => channels === b[i]);
}
