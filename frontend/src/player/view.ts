// What an address asks to be seen of a player: `?code=0&controls=0&panels=ledger,memory&readonly`. Pure.

/** Whether a switch of a query is on; what is neither on nor off leaves it as it usually is. */
export function isOn(query: string, name: string, usual: boolean): boolean {
  const asked = new URLSearchParams(query).get(name);
  return usual ? asked !== "0" : asked === "1" || asked === "";
}

export const PANELS = ["inspector", "ledger", "memory", "console", "findings"] as const;
export type Panel = (typeof PANELS)[number];

/** The panels that are asked for, each once, in the order of the address. */
export function panelsOf(query: string): Panel[] {
  const asked = new URLSearchParams(query).get("panels")?.split(",") ?? [];
  return PANELS.filter((name) => asked.includes(name)).sort(
    (one, other) => asked.indexOf(one) - asked.indexOf(other),
  );
}
