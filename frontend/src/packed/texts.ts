// What is said of a program that came in a link, in English.

import type { Why } from "./packed";

export const en = {
  region: "Program in the link",
  label: "Python program",
  waiting: "This program came with the link. Nothing has been run yet.",
  edit: "Edit",
  done: "Done",
  open: "Open in Gradwalk",
  changing: {
    region: "Program of the recording",
    waiting: "Change the program, then press Run.",
    original: "Original",
    back: "Back to the original recording",
  },
  why: {
    none: "There is no program in this link. Ask for the whole link, with everything after #.",
    damaged:
      "The program in this link cannot be read: the link is damaged or was cut off. Ask for it once more.",
    too_large: "The program in this link is too long: at most 64 KiB.",
    too_old: "This browser is too old to read the program in the link. Use a newer one.",
  } satisfies Record<Why, string>,
};

export type PackedTexts = typeof en;
