// Inverses and solutions of linear systems: worked out as a whole, each element known by what it is an element of. Pure.

import { at, build, type Element, stretched, type Tensor, UnknownError } from "./element";

/** By elimination with the largest pivot; NaN where a matrix has no inverse. */
function solved(matrix: number[][], right: number[][]): number[][] {
  const rows = matrix.map((row, n) => [...row, ...(right[n] as number[])]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const own = rows[column] as number[];
    const scale = own[column] as number;
    if (scale === 0) return right.map((row) => row.map(() => Number.NaN));
    for (let row = 0; row < size; row++) {
      const other = rows[row] as number[];
      const factor = (other[column] as number) / scale;
      if (row !== column)
        for (let n = column; n < other.length; n++)
          other[n] = (other[n] as number) - factor * (own[n] as number);
    }
  }
  return rows.map((row, n) => row.slice(size).map((one) => one / (row[n] as number)));
}

/** The matrix of a batch at an index, of which dimensions of length 1 are stretched. */
function matrixAt(x: Tensor, outer: readonly number[]): Element[][] {
  const [rows = 0, columns = 0] = x.shape.slice(-2);
  const own = x.shape.slice(0, -2);
  const place = own.map((size, dim) => (size === 1 ? 0 : (outer[dim + outer.length - own.length] as number)));
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => at(x, [...place, row, column])),
  );
}

const valuesOf = (matrix: Element[][]) => matrix.map((row) => row.map(({ value }) => value));

/** What `solve` of batches of matrices gives; each element of it is made of all that its system says. */
export function solve(a: Tensor, b: Tensor, name: string): Tensor {
  const [n, m] = a.shape.slice(-2);
  if (n === undefined || n !== m || b.shape.at(-2) !== n) throw new UnknownError("matrices that do not fit");
  const systems = new Map<string, { numbers: number[][]; terms: Element[] }>();
  const batch = stretched(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return build([...batch, n, b.shape.at(-1) as number], (place) => {
    const outer = place.slice(0, -2);
    let system = systems.get(outer.join());
    if (!system) {
      const [left, right] = [matrixAt(a, outer), matrixAt(b, outer)];
      const numbers = solved(valuesOf(left), valuesOf(right));
      system = { numbers, terms: [...left.flat(), ...right.flat()] };
      systems.set(outer.join(), system);
    }
    const value = system.numbers[place.at(-2) as number]?.[place.at(-1) as number] ?? Number.NaN;
    return { value, how: { name, place, terms: system.terms } };
  });
}

export function inv(a: Tensor, name: string): Tensor {
  const n = a.shape.at(-1) ?? 0;
  const identity = build([n, n], ([row, column]) => ({ value: Number(row === column), how: null }));
  return solve(a, identity, name);
}
