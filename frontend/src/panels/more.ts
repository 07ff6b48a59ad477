// Running the program again with more of each value recorded: the page around the panels can, a frame cannot.

import { createContext } from "preact";

/** Run again with so many elements a value; null where there is nothing that could. */
export const MoreValues = createContext<((most: number) => void) | null>(null);
