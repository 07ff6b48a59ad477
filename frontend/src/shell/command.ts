// The key that commands are given with, as it is written on this keyboard.

export const COMMAND = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";

/** How Run is written on its button. */
export const RUN_KEYS = COMMAND === "⌘" ? "⌘ ⏎" : "Ctrl ⏎";
