import type { MeasuredFacts } from '../../data/shards/manifest.ts';

/** Exact sums of bytes and of their squares, a channel each; a hundred thousand small images stay far below 2^53. */
export class ChannelSums {
  private pixels = 0;
  private readonly sums: number[];
  private readonly squares: number[];

  constructor(channels: number) {
    this.sums = new Array<number>(channels).fill(0);
    this.squares = new Array<number>(channels).fill(0);
  }

  /** Adds interleaved bytes. */
  add(bytes: Uint8Array): void {
    const channels = this.sums.length;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      let square = 0;
      for (let i = channel; i < bytes.length; i += channels) {
        const value = bytes[i]!;
        sum += value;
        square += value * value;
      }
      this.sums[channel]! += sum;
      this.squares[channel]! += square;
    }
    this.pixels += bytes.length / channels;
  }

  measured(): MeasuredFacts {
    const mean = this.sums.map((sum) => sum / this.pixels / 255);
    const deviation = this.squares.map((square, c) =>
      Math.sqrt(square / this.pixels / 255 / 255 - mean[c]! * mean[c]!),
    );
    return { mean, deviation };
  }
}
