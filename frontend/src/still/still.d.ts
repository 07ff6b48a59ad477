/** True in the still embed alone, which is built without what this guards. */
declare const __STILL__: boolean;

/** The addresses of the player that the still embed gives way to. */
declare const __PLAYER__: { script: string; style: string };
