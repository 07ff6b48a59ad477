// The answer to a question for a Jacobian, read from whatever came. Pure.

import { isObject } from "../api/problem";
import { visible } from "../recording/visible";

export const STRUCTURES = ["zero", "identity", "diagonal", "selection", "block_diagonal", "dense"] as const;
export type Structure = (typeof STRUCTURES)[number];

/** Of one output of a function by each of its inputs, or of one tensor by another. */
export type Question = { function: string; output: number } | { of: string; by: string };

/**
 * A row for each element of the output, a column for each of the input; no rows where no gradient goes.
 *
 * A complex tensor has two for each element: its real and its imaginary part.
 */
export interface Matrix {
  input: number | null;
  complex: boolean;
  argument: string | null;
  tensor: string | null;
  shape: number[];
  rows: number[][] | null;
  structure: Structure;
  block: [number, number] | null;
}

export interface Jacobian {
  shape: number[];
  complex: boolean;
  matrices: Matrix[];
}

/** More than this on a side is no answer of this API. */
export const MOST = 64;

/** Null if this is none. */
export function parseJacobian(body: unknown): Jacobian | null {
  if (!isObject(body) || !isShape(body.shape) || !Array.isArray(body.matrices)) return null;
  const complex = body.complex === true;
  const height = partsIn(body.shape, complex);
  const matrices = body.matrices.map((row: unknown) => parseMatrix(row, height));
  return matrices.every((matrix) => matrix !== null) ? { shape: body.shape, complex, matrices } : null;
}

function parseMatrix(row: unknown, height: number): Matrix | null {
  if (!isObject(row) || !isShape(row.shape)) return null;
  const complex = row.complex === true;
  const rows = row.rows == null ? null : parseRows(row.rows, height, partsIn(row.shape, complex));
  if (rows === undefined) return null;
  const block = Array.isArray(row.block) && row.block.every(Number.isInteger) ? row.block : null;
  return {
    input: typeof row.input === "number" ? row.input : null,
    complex,
    argument: typeof row.argument === "string" ? visible(row.argument) : null,
    tensor: typeof row.tensor === "string" ? row.tensor : null,
    shape: row.shape,
    rows,
    structure: STRUCTURES.find((word) => word === row.structure) ?? "dense",
    block: block ? [Number(block[0]), Number(block[1])] : null,
  };
}

/** Undefined where they are not as many numbers as they should be. */
function parseRows(rows: unknown, height: number, width: number): number[][] | undefined {
  if (!Array.isArray(rows) || rows.length !== height || height > MOST || width > MOST) return undefined;
  const numbers = rows.map((row: unknown) =>
    Array.isArray(row) && row.length === width ? row.map(Number) : null,
  );
  return numbers.every((row) => row !== null) ? numbers : undefined;
}

const isShape = (shape: unknown): shape is number[] => Array.isArray(shape) && shape.every(Number.isInteger);

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** How many real numbers a tensor has. */
export const partsIn = (shape: readonly number[], complex: boolean): number =>
  sizeOf(shape) * (complex ? 2 : 1);
