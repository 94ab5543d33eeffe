/** Vector-matrix products in plain loops; a matrix is row-major, [vector's length, product's length]. */

/** product += vector x matrix. Entries of the vector that are 0 cost nothing. */
export function addProduct(product: Float64Array, vector: ArrayLike<number>, matrix: Float32Array): void {
  const columns = product.length;
  for (let row = 0; row < vector.length; row++) {
    const value = vector[row] as number;
    if (value === 0) continue;
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      product[column] = (product[column] as number) + value * (matrix[start + column] as number);
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
  for (let row = 0; row < vector.length; row++) {
    const value = vector[row] as number;
    const start = row * columns;
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const slope = upstream[column] as number;
      const place = start + column;
      sum += slope * (matrix[place] as number);
      matrixGradient[place] = (matrixGradient[place] as number) + slope * value;
    }
    vectorGradient[row] = (vectorGradient[row] as number) + sum;
  }
}
