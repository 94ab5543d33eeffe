/**
 * How channels lie in memory. Everything on the GPU is moved four channels at a time (a vec4f, called a group here), so
 * each run of channels is padded to a multiple of 4 with zeros. A concatenation keeps the runs of its parts, so that they
 * can be written in place: its layout is the list of their lengths, and the padding between them stays zero throughout
 * (weights that would touch it are zero and never change).
 */
export type ChannelLayout = readonly number[];

/** Groups of four channels. */
export function groupsOf(layout: ChannelLayout): number {
  return layout.reduce((sum, channels) => sum + Math.ceil(channels / 4), 0);
}

/** Where every channel lies, padding counted. */
export function channelOffsets(layout: ChannelLayout): Uint32Array {
  const offsets: number[] = [];
  let start = 0;
  for (const channels of layout) {
    for (let c = 0; c < channels; c++) offsets.push(start + c);
    start += 4 * Math.ceil(channels / 4);
  }
  return Uint32Array.from(offsets);
}

export function sameLayout(a: ChannelLayout, b: ChannelLayout): boolean {
  return a.length === b.length && a.every((channels, i) => channels === b[i]);
}
