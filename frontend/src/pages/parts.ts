// The code of what the page shows of a recording: fetched at once, so that it is there when the recording is.

import { type Coming, useComing } from "../find/useLater";

export type Parts = typeof import("./recorded");

const fetch = (): Promise<Parts> => import("./recorded");
fetch().catch(() => {});

/** Where it did not come at first it is fetched again for the first recording. */
export const useParts = (recorded: boolean): Coming<Parts> => useComing(recorded, fetch);
