// The page around this frame: what it asks for, and how it is told something.

import { type Asked, askedIn, message, type Said } from "./protocol";

/** Whether another page shows this one. */
export const isFramed = (): boolean => parent !== window;

/** Call `take` with everything that the page around this frame asks for, and with nothing that anyone else does. */
export function hear(take: (asked: Asked) => void, until: AbortSignal): void {
  addEventListener(
    "message",
    ({ source, data }) => {
      const asked = source === parent ? askedIn(data) : null;
      if (asked) take(asked);
    },
    { signal: until },
  );
}

/** Say something to the page around this frame, whichever it is: any page may show a recording, and that is all there is to know. */
export const tell = (said: Said): void => parent.postMessage(message(said), "*");
