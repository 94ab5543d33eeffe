/**
 * The inverse of a symmetric positive definite matrix, by its Cholesky factor. Both are dense, row after row; n³ / 2
 * multiplications. Sums run in one order, so that the bits are the same everywhere. Throws a RangeError where the matrix is not
 * positive definite.
 */
export function inverse(matrix: Float64Array, size: number): Float64Array {
  const lower = cholesky(matrix, size);
  const solved = lowerInverse(lower, size);
  // A = L Lᵀ, so its inverse is MᵀM with M the inverse of L.
  const result = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i <= k; i++) {
      const factor = solved[k * size + i]!;
      if (factor === 0) continue;
      for (let j = 0; j <= i; j++) result[i * size + j]! += factor * solved[k * size + j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) result[j * size + i] = result[i * size + j]!;
  }
  return result;
}

function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j]!;
      else if (sum > 0) lower[i * size + i] = Math.sqrt(sum);
      else throw new RangeError(`Row ${i} of the matrix leaves ${sum}: it is not positive definite.`);
    }
  }
  return lower;
}

function lowerInverse(lower: Float64Array, size: number): Float64Array {
  const solved = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const diagonal = lower[i * size + i]!;
    for (let k = 0; k < i; k++) {
      const factor = lower[i * size + k]!;
      if (factor === 0) continue;
      for (let j = 0; j <= k; j++) solved[i * size + j]! -= factor * solved[k * size + j]!;
    }
    for (let j = 0; j < i; j++) solved[i * size + j]! /= diagonal;
    solved[i * size + i] = 1 / diagonal;
  }
  return solved;
}
