// What a sentence is told of.

import type { Player } from "../player/player";

export type Told = Pick<Player, "recording" | "stateAt">;
