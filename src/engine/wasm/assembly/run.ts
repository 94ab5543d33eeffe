/** What a call's number means. */
import { at, pixelOf, word } from './call';
import {
  BIAS,
  BOXSUM,
  CLIP,
  COLLECT,
  COMBINE,
  CONVOLVE,
  CONVOLVE_columns,
  CONVOLVE_ins,
  CONVOLVE_offsets,
  CONVOLVE_outs,
  CONVOLVE_row,
  CONVOLVE_rows,
  CONVOLVE_stepX,
  CONVOLVE_stepY,
  CONVOLVE_taps,
  CONVOLVE_weights,
  CONVOLVE_x,
  CONVOLVE_y,
  DEPTHWISE,
  DEPTHWISE_columns,
  DEPTHWISE_groups,
  DEPTHWISE_kernelX,
  DEPTHWISE_kernelY,
  DEPTHWISE_rate,
  DEPTHWISE_row,
  DEPTHWISE_rows,
  DEPTHWISE_stepX,
  DEPTHWISE_stepY,
  DEPTHWISE_turned,
  DEPTHWISE_weights,
  DEPTHWISE_x,
  DEPTHWISE_y,
  DEPTHWISEFILTER,
  DEPTHWISEFILTER_columns,
  DEPTHWISEFILTER_g,
  DEPTHWISEFILTER_groups,
  DEPTHWISEFILTER_kernelX,
  DEPTHWISEFILTER_kernelY,
  DEPTHWISEFILTER_partial,
  DEPTHWISEFILTER_rate,
  DEPTHWISEFILTER_row,
  DEPTHWISEFILTER_rows,
  DEPTHWISEFILTER_slice,
  DEPTHWISEFILTER_stepX,
  DEPTHWISEFILTER_stepY,
  DEPTHWISEFILTER_x,
  FILTER,
  FILTER_columns,
  FILTER_g,
  FILTER_ins,
  FILTER_offsets,
  FILTER_outs,
  FILTER_partial,
  FILTER_row,
  FILTER_rows,
  FILTER_slice,
  FILTER_stepX,
  FILTER_stepY,
  FILTER_taps,
  FILTER_x,
  GATHER,
  LOSS,
  MAXPOOL,
  MAXSPREAD,
  MEAN,
  MOMENTS,
  NORMALISE,
  NORMGRADIENT,
  NORMINPUT,
  NORMSUMS,
  PACK,
  RUNNING,
  SQUARES,
  TALLY,
  TRANSPOSE,
  TRANSPOSE_from,
  TRANSPOSE_ins,
  TRANSPOSE_outs,
  TRANSPOSE_taps,
  TRANSPOSE_to,
  UPDATE,
} from './calls';
import { depthwise } from './depthwise';
import { depthwiseFilter } from './depthwiseFilter';
import { moments, normalise, normGradient, normInput, normSums, running } from './norm';
import { pack } from './pack';
import { boxSum, maxPool, maxSpread } from './pool';
import { convolve, filter, transpose } from './product';
import { bias, clip, gather, loss, squares, tally, update } from './step';
import { collect, combine, mean } from './sum';

/** A call for one image of a slice; `isFirst` of it. */
export function runImage(call: usize, image: i32, slice: i32, isFirst: bool, own: usize): void {
  switch (word(call, 0)) {
    case GATHER:
      gather(call, image, own);
      return;
    case PACK:
      pack(call, image, own);
      return;
    case CONVOLVE:
      runConvolve(call, image, own);
      return;
    case FILTER:
      runFilter(call, image, slice, isFirst, own);
      return;
    case DEPTHWISE:
      runDepthwise(call, image, own);
      return;
    case DEPTHWISEFILTER:
      runDepthwiseFilter(call, image, slice, isFirst, own);
      return;
    case MAXPOOL:
      maxPool(call, image, own);
      return;
    case MAXSPREAD:
      maxSpread(call, image, own);
      return;
    case BOXSUM:
      boxSum(call, image, own);
      return;
    case MOMENTS:
      moments(call, image, own);
      return;
    case COMBINE:
      combine(call, image, own);
      return;
    case COLLECT:
      collect(call, image, own);
      return;
    case NORMSUMS:
      normSums(call, image, own);
      return;
    case NORMINPUT:
      normInput(call, image, own);
      return;
    case MEAN:
      mean(call, image, own);
      return;
    case LOSS:
      loss(call, image, own);
      return;
    default:
      unreachable();
  }
}

/** A call of which each slice takes its part of a range. */
export function runRange(call: usize, slice: i32, slices: i32): void {
  switch (word(call, 0)) {
    case SQUARES:
      squares(call, slice, slices);
      return;
    case UPDATE:
      update(call, slice, slices);
      return;
    default:
      unreachable();
  }
}

/** A call that is made once. */
export function runOnce(call: usize): void {
  switch (word(call, 0)) {
    case NORMALISE:
      normalise(call);
      return;
    case RUNNING:
      running(call);
      return;
    case NORMGRADIENT:
      normGradient(call);
      return;
    case BIAS:
      bias(call);
      return;
    case TALLY:
      tally(call);
      return;
    case CLIP:
      clip(call);
      return;
    case TRANSPOSE:
      transpose(
        <usize>word(call, TRANSPOSE_from),
        <usize>word(call, TRANSPOSE_to),
        word(call, TRANSPOSE_taps),
        word(call, TRANSPOSE_ins),
        word(call, TRANSPOSE_outs),
      );
      return;
    default:
      unreachable();
  }
}

function runConvolve(call: usize, image: i32, own: usize): void {
  const columns = word(call, CONVOLVE_columns),
    yPixel = pixelOf(call, CONVOLVE_y),
    xPixel = pixelOf(call, CONVOLVE_x);
  convolve(
    at(call, CONVOLVE_x, image, own),
    <usize>word(call, CONVOLVE_stepY) * <usize>word(call, CONVOLVE_row),
    <usize>word(call, CONVOLVE_stepX) * xPixel,
    word(call, CONVOLVE_taps),
    <usize>word(call, CONVOLVE_offsets),
    <usize>word(call, CONVOLVE_weights),
    at(call, CONVOLVE_y, image, own),
    <usize>columns * yPixel,
    yPixel,
    word(call, CONVOLVE_rows),
    columns,
    word(call, CONVOLVE_ins),
    word(call, CONVOLVE_outs),
  );
}

function runFilter(call: usize, image: i32, slice: i32, isFirst: bool, own: usize): void {
  const columns = word(call, FILTER_columns),
    gPixel = pixelOf(call, FILTER_g),
    xPixel = pixelOf(call, FILTER_x);
  const x = at(call, FILTER_x, image, own),
    g = at(call, FILTER_g, image, own);
  const ins = word(call, FILTER_ins),
    outs = word(call, FILTER_outs),
    offsets = <usize>word(call, FILTER_offsets);
  const partial = <usize>word(call, FILTER_partial) + <usize>slice * <usize>word(call, FILTER_slice);
  for (let t = 0; t < word(call, FILTER_taps); t++) {
    filter(
      x + <usize>load<i32>(offsets + ((<usize>t) << 2)),
      <usize>word(call, FILTER_stepY) * <usize>word(call, FILTER_row),
      <usize>word(call, FILTER_stepX) * xPixel,
      g,
      <usize>columns * gPixel,
      gPixel,
      word(call, FILTER_rows),
      columns,
      ins,
      outs,
      partial + ((<usize>(t * ins * outs)) << 2),
      isFirst,
    );
  }
}

function runDepthwise(call: usize, image: i32, own: usize): void {
  const columns = word(call, DEPTHWISE_columns),
    yPixel = pixelOf(call, DEPTHWISE_y),
    groups = word(call, DEPTHWISE_groups);
  const kernelY = word(call, DEPTHWISE_kernelY),
    kernelX = word(call, DEPTHWISE_kernelX);
  const width = (<isize>groups) << 4,
    isTurned = word(call, DEPTHWISE_turned) !== 0;
  const weights =
    <usize>word(call, DEPTHWISE_weights) + (isTurned ? <usize>(kernelY * kernelX - 1) * <usize>width : 0);
  depthwise(
    at(call, DEPTHWISE_x, image, own),
    <usize>word(call, DEPTHWISE_row),
    pixelOf(call, DEPTHWISE_x),
    word(call, DEPTHWISE_stepY),
    word(call, DEPTHWISE_stepX),
    kernelY,
    kernelX,
    word(call, DEPTHWISE_rate),
    weights,
    isTurned ? -width : width,
    at(call, DEPTHWISE_y, image, own),
    <usize>columns * yPixel,
    yPixel,
    word(call, DEPTHWISE_rows),
    columns,
    groups,
  );
}

function runDepthwiseFilter(call: usize, image: i32, slice: i32, isFirst: bool, own: usize): void {
  const columns = word(call, DEPTHWISEFILTER_columns),
    gPixel = pixelOf(call, DEPTHWISEFILTER_g);
  depthwiseFilter(
    at(call, DEPTHWISEFILTER_x, image, own),
    <usize>word(call, DEPTHWISEFILTER_row),
    pixelOf(call, DEPTHWISEFILTER_x),
    word(call, DEPTHWISEFILTER_stepY),
    word(call, DEPTHWISEFILTER_stepX),
    word(call, DEPTHWISEFILTER_kernelY),
    word(call, DEPTHWISEFILTER_kernelX),
    word(call, DEPTHWISEFILTER_rate),
    at(call, DEPTHWISEFILTER_g, image, own),
    <usize>columns * gPixel,
    gPixel,
    word(call, DEPTHWISEFILTER_rows),
    columns,
    word(call, DEPTHWISEFILTER_groups),
    <usize>word(call, DEPTHWISEFILTER_partial) + <usize>slice * <usize>word(call, DEPTHWISEFILTER_slice),
    isFirst,
  );
}
