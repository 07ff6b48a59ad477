import { expect, it } from "vitest";
import { isOn, panelsOf } from "../../../frontend/src/player/view";

it("a switch is on or off as the address says, and else as it usually is", () => {
  for (const [query, usual, on] of [
    ["?code=0", true, false],
    ["?code=1", true, true],
    ["?code=no", true, true],
    ["", true, true],
    ["?code", false, true],
    ["?code=1", false, true],
    ["?code=0", false, false],
    ["?code=yes", false, false],
    ["", false, false],
  ] as const)
    expect([query, usual, isOn(query, "code", usual)]).toEqual([query, usual, on]);
});

it("panels are those that there are, each once, in the order of the address", () => {
  expect(panelsOf("?panels=memory,ledger,memory,<b>,console")).toEqual(["memory", "ledger", "console"]);
  expect(panelsOf("?panels=")).toEqual([]);
  expect(panelsOf("")).toEqual([]);
});
