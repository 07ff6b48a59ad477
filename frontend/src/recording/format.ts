// Numbers and shapes in few characters.

import type { Scalar } from "./types.gen";

const DIGITS = 4;
const SMALL = 1e-4;

/** At most four significant digits: 0.75, 1.462, 1e-05, T, NaN, 1+2j. */
export function formatNumber(scalar: Scalar): string {
  if (typeof scalar === "boolean") return scalar ? "T" : "F";
  if (Array.isArray(scalar)) {
    const [real, imaginary] = scalar.map((part) => formatNumber(part as Scalar));
    return `${real}${imaginary?.startsWith("-") ? "" : "+"}${imaginary}j`;
  }
  // On the wire "NaN" and "Infinity" are strings; a rule's own are numbers.
  if (typeof scalar !== "number" || !Number.isFinite(scalar)) return String(scalar);
  if (Number.isInteger(scalar) && Math.abs(scalar) < 100_000)
    return Object.is(scalar, -0) ? "-0" : String(scalar);
  const short = scalar.toPrecision(DIGITS);
  if (!short.includes("e") && (scalar === 0 || Math.abs(Number(short)) >= SMALL)) {
    const plain = String(Number(short));
    if (!plain.includes("e")) return plain;
  }
  const [mantissa = "", exponent = "0"] = scalar.toExponential(DIGITS - 1).split("e");
  const power = Math.abs(Number(exponent));
  return `${Number(mantissa)}e${exponent.startsWith("-") ? "-" : "+"}${String(power).padStart(2, "0")}`;
}

/** 2×2, 3, scalar. */
export const formatShape = (shape: number[], scalar = "scalar"): string => shape.join("×") || scalar;
