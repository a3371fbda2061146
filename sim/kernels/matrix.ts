/** A matrix in the heap: where it starts and how far apart its rows and columns lie. Transposing moves no number. */
import type { Operations } from './operations.ts';

export interface Matrix {
  /** Offset of the first number, in floats. */
  readonly at: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

export function matrix(at: number, rows: number, columns: number): Matrix {
  return { at, rows, columns, rowStride: columns, columnStride: 1 };
}

export function transposed({ at, rows, columns, rowStride, columnStride }: Matrix): Matrix {
  return { at, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride };
}

/** The first rows of a matrix. */
export function top(of: Matrix, rows: number): Matrix {
  return { ...of, rows };
}

/** Rows `from` to `to` of a matrix. */
export function slice(of: Matrix, from: number, to: number): Matrix {
  return { ...of, at: of.at + from * of.rowStride, rows: to - from };
}

/** C = A · B, or C += A · B. The columns of C have to lie side by side. */
export function multiply(kernels: Operations, a: Matrix, b: Matrix, c: Matrix, accumulate = false): void {
  if (a.columns !== b.rows || c.rows !== a.rows || c.columns !== b.columns || c.columnStride !== 1) {
    const size = (m: Matrix) => `(${m.rows}, ${m.columns})`;
    throw new RangeError(`cannot multiply ${size(a)} by ${size(b)} into ${size(c)}`);
  }
  kernels.gemm(
    a.rows,
    b.columns,
    a.columns,
    a.at,
    a.rowStride,
    a.columnStride,
    b.at,
    b.rowStride,
    b.columnStride,
    c.at,
    c.rowStride,
    accumulate,
  );
}
