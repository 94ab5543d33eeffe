import { type CellSize, rowHeight } from '../sizes.ts';
import type { ChannelRoute } from './tracks.ts';

/** Where rows and channels lie, from the top of the drawing down. */
export interface Heights {
  readonly total: number;
  /** Top and bottom of a row of items. */
  readonly rows: readonly { readonly top: number; readonly bottom: number }[];
  /** Top of the lowest track, counted upward, of each channel. */
  trackY(channel: number, track: number): number;
  /** Bottom of what lies above a channel, and top of what lies below it. */
  readonly channels: readonly { readonly top: number; readonly bottom: number }[];
}

/** Spare height goes to the channels; where there is too little they give way, a pixel at a time, from above. */
export function stackRows(routes: readonly ChannelRoute[], size: CellSize, available?: number): Heights {
  const heights = channelHeights(routes, size);
  const rows = routes.length - 1;
  const solid = size.input.height + size.output.height + rows * rowHeight(size);
  if (available !== undefined) {
    const spare = available - solid - heights.reduce((sum, height) => sum + height, 0);
    if (spare >= 0) grow(heights, Math.min(size.channel.grow, Math.floor(spare / heights.length)));
    else shrink(heights, leastHeights(routes, size), -spare);
  }
  return stack(heights, routes, size);
}

function channelHeights(routes: readonly ChannelRoute[], size: CellSize): number[] {
  const { pad, track, minGap, topGap } = size.channel;
  return routes.map(({ tracks }, channel) => {
    const isTop = channel === routes.length - 1;
    if (tracks === 0) return isTop ? topGap : minGap;
    return Math.max(isTop ? topGap : 0, 2 * pad + (tracks - 1) * track);
  });
}

function leastHeights(routes: readonly ChannelRoute[], size: CellSize): number[] {
  const { leastPad, leastGap, track } = size.channel;
  return routes.map(({ tracks }) => (tracks > 0 ? 2 * leastPad + (tracks - 1) * track : leastGap));
}

function grow(heights: number[], each: number): void {
  for (let channel = 0; channel < heights.length; channel++) heights[channel]! += each;
}

function shrink(heights: number[], least: readonly number[], excess: number): void {
  let over = excess;
  for (let gave = true; over > 0 && gave; ) {
    gave = false;
    for (let channel = heights.length - 1; channel >= 0 && over > 0; channel--) {
      if (heights[channel]! <= least[channel]!) continue;
      heights[channel]!--;
      over--;
      gave = true;
    }
  }
}

function stack(heights: readonly number[], routes: readonly ChannelRoute[], size: CellSize): Heights {
  const total =
    size.input.height +
    size.output.height +
    (heights.length - 1) * rowHeight(size) +
    heights.reduce((sum, height) => sum + height, 0);
  let y = total - size.input.height;
  const rows = [{ top: y, bottom: total }];
  const channels: { top: number; bottom: number }[] = [];
  heights.forEach((height, channel) => {
    channels.push({ top: y - height, bottom: y });
    y -= height;
    if (channel === heights.length - 1) return;
    rows.push({ top: y - rowHeight(size), bottom: y });
    y -= rowHeight(size);
  });
  const trackY = (channel: number, track: number): number => {
    const { top, bottom } = channels[channel]!;
    const used = (routes[channel]!.tracks - 1) * size.channel.track;
    return bottom - Math.round((bottom - top - used) / 2) - track * size.channel.track;
  };
  return { total, rows, channels, trackY };
}
