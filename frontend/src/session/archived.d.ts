/** True in the player that is built for files of their own. */
declare const __ARCHIVED__: boolean;
