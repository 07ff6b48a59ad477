// The words of memory, in English.

export const en = {
  tab: "Memory",
  lead: "Every storage that a tensor lives in at this step",
  none: "No tensor has memory yet.",
  more: (n: number) => `${n} more storages`,
  view: (op: string) => `${op} copied nothing: the same memory, looked at in another way. View of`,
  fits: (op: string) => `${op} copied nothing: the elements lie in its order already, so it is a view of`,
  copied: (op: string) => `${op} copied the elements into memory of its own, from`,
  notContiguous: (strides: string, contiguous: string) =>
    `, which is not contiguous: its strides are ${strides}, in row-major order they would be ${contiguous}.`,
  version: (n: number) => `version ${n}`,
  ticked: (from: number, to: number) => `version ${from} → ${to} at this step`,
  expects: (version: number) => `expects version ${version}`,
  matches: "unchanged",
  differs: (now: number) => `but it is version ${now} now`,
  jumps: (dim: number, size: number, stride: number) =>
    `dim ${dim}, ${size} places: each is ${stride} ${stride === 1 ? "cell" : "cells"} on`,
  stays: (dim: number, size: number) => `dim ${dim}, ${size} places: stride 0, all read the same cells`,
  stretchedTitle: "Broadcast",
  stretchedLead: (op: string) => `${op} stretches its operands to one shape:`,
  result: "result",
  stretched: (times: number) => `×${times}`,
  summed: (dims: string) => `In backward the gradient is summed over what was stretched: ${dims}.`,
  summedOf: (name: string, dims: string) => `${name} over dim ${dims}`,
};

export type MemoryTexts = typeof en;
