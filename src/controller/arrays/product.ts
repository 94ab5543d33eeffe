/**
 * Vector-matrix products in plain loops; a matrix is row-major, [vector's length, product's length]. Four rows go at once:
 * each entry of the product is then loaded once for four of them, and no sum waits for the one before.
 */

/** product += vector x matrix. */
export function addProduct(product: Float64Array, vector: ArrayLike<number>, matrix: Float32Array): void {
  const columns = product.length;
  const whole = vector.length - (vector.length % 4);
  for (let row = 0; row < whole; row += 4) {
    const v0 = vector[row] as number;
    const v1 = vector[row + 1] as number;
    const v2 = vector[row + 2] as number;
    const v3 = vector[row + 3] as number;
    // The state before the first step.
    if (v0 === 0 && v1 === 0 && v2 === 0 && v3 === 0) continue;
    let place = row * columns;
    for (let column = 0; column < columns; column++, place++) {
      product[column] =
        (product[column] as number) +
        v0 * (matrix[place] as number) +
        v1 * (matrix[place + columns] as number) +
        v2 * (matrix[place + 2 * columns] as number) +
        v3 * (matrix[place + 3 * columns] as number);
    }
  }
  for (let row = whole; row < vector.length; row++) {
    const value = vector[row] as number;
    for (let column = 0; column < columns; column++) {
      product[column] = (product[column] as number) + value * (matrix[row * columns + column] as number);
    }
  }
}

/** The gradient of `addProduct`: both operands' gradients grow by what `upstream`, the product's, sends back. */
export function addProductGradient(
  upstream: Float64Array,
  vector: ArrayLike<number>,
  matrix: Float32Array,
  vectorGradient: Float64Array,
  matrixGradient: Float64Array,
): void {
  const columns = upstream.length;
  const whole = vector.length - (vector.length % 4);
  for (let row = 0; row < whole; row += 4) {
    const v0 = vector[row] as number;
    const v1 = vector[row + 1] as number;
    const v2 = vector[row + 2] as number;
    const v3 = vector[row + 3] as number;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    let a = row * columns;
    for (let column = 0; column < columns; column++, a++) {
      const slope = upstream[column] as number;
      const b = a + columns;
      const c = b + columns;
      const d = c + columns;
      s0 += slope * (matrix[a] as number);
      s1 += slope * (matrix[b] as number);
      s2 += slope * (matrix[c] as number);
      s3 += slope * (matrix[d] as number);
      matrixGradient[a] = (matrixGradient[a] as number) + slope * v0;
      matrixGradient[b] = (matrixGradient[b] as number) + slope * v1;
      matrixGradient[c] = (matrixGradient[c] as number) + slope * v2;
      matrixGradient[d] = (matrixGradient[d] as number) + slope * v3;
    }
    addAt(vectorGradient, row, s0);
    addAt(vectorGradient, row + 1, s1);
    addAt(vectorGradient, row + 2, s2);
    addAt(vectorGradient, row + 3, s3);
  }
  for (let row = whole; row < vector.length; row++) {
    const value = vector[row] as number;
    for (let column = 0; column < columns; column++) {
      const slope = upstream[column] as number;
      addAt(vectorGradient, row, slope * (matrix[row * columns + column] as number));
      addAt(matrixGradient, row * columns + column, slope * value);
    }
  }
}

export function addAt(values: Float64Array, place: number, more: number): void {
  values[place] = (values[place] as number) + more;
}
