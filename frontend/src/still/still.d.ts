/** True in the still embed alone, which is built without what this guards. */
declare const __STILL__: boolean;

/** The language that the still embed is built in; null elsewhere. */
declare const __LANGUAGE__: "en" | "zh" | null;

/** The addresses of the player that the still embed gives way to. */
declare const __PLAYER__: { script: string; style: string };

/** The addresses of the still embeds, of which the embed's page takes one. */
declare const __STILLS__: Record<"en" | "zh", string>;
