// What the browser keeps for this reader. In a frame of opaque origin every access throws; then nothing is kept.

type Area = "localStorage" | "sessionStorage";

/** The text kept under a key, null if there is none or nothing can be read. */
export function readStored(key: string, area: Area = "localStorage"): string | null {
  try {
    return window[area].getItem(key);
  } catch {
    return null;
  }
}

/** Keep a text; where nothing can be kept, it is forgotten. */
export function writeStored(key: string, text: string, area: Area = "localStorage"): void {
  try {
    window[area].setItem(key, text);
  } catch {
    // Full, switched off or forbidden: the page works without.
  }
}
