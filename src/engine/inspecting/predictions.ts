/** The class of the greatest probability (or score) of each image; of equal ones the first. */
export function bestOf(probabilities: Float32Array, classes: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: probabilities.length / classes }, (_, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(row.reduce((a, b) => Math.max(a, b)));
  });
}

/** [true class, class that it is taken for]: how many images. */
export function confusionOf(
  labels: Uint8Array,
  predicted: Uint8Array,
  classes: number,
): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(classes * classes);
  labels.forEach((label, i) => {
    counts[label * classes + predicted[i]!]!++;
  });
  return counts;
}
