// What can be opened beside or under the picture, one at a time. It comes after the picture.

import { Findings } from "../findings/Findings";
import { createAsk } from "../jacobian/ask";
import { AskJacobian } from "../jacobian/asking";
import { Storages } from "../memory/Storages";
import type { Player } from "../player/player";
import { Console } from "./Console";
import { Inspector } from "./Inspector";
import { Ledger } from "./Ledger";

export type View = "inspect" | "ledger" | "memory" | "console" | "findings";

const ask = createAsk();

export function Panel({ view, player }: { view: View; player: Player }) {
  if (view === "inspect")
    return (
      <AskJacobian.Provider value={ask}>
        <Inspector player={player} />
      </AskJacobian.Provider>
    );
  if (view === "memory") return <Storages player={player} />;
  if (view === "findings") return <Findings player={player} />;
  return view === "ledger" ? <Ledger player={player} /> : <Console player={player} />;
}
