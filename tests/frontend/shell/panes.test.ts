import { describe, expect, it } from "vitest";
import { asProperties, clamped, parse } from "../../../frontend/src/shell/panes";

describe("the size of a pane", () => {
  it("stays between what can be read and what the graph needs", () => {
    expect(clamped("code", 500, 1440, 344)).toBe(500);
    expect(clamped("code", 2000, 1440, 344)).toBe(796);
    expect(clamped("insp", 3, 1440, 396)).toBe(240);
    expect(clamped("under", 900, 600, 0)).toBe(480);
    expect(clamped("code", 500, 300, 0)).toBe(240);
  });

  it("is taken from the storage only where it is one", () => {
    expect(parse('{"code":400,"insp":"wide","under":-3,"other":7}')).toEqual({ code: 400 });
    for (const text of [null, "", "7", "null", "[", '{"code":null}']) expect(parse(text)).toEqual({});
  });

  it("is what the grid is laid out with", () => {
    expect(asProperties({ code: 400, under: 200 })).toEqual({
      "--pane-code": "400px",
      "--pane-under": "200px",
    });
  });
});
