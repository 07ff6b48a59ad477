import { describe, expect, it } from "vitest";
import { changedIn, editPath, originalPath } from "../../../frontend/src/session/address";

const [FIRST, SECOND, THIRD] = ["a", "b", "c"].map((letter) => letter.repeat(26)) as [string, string, string];
const searchOf = (path: string) => new URL(path, "http://here").search;

describe("the frame in which a recording's program is changed", () => {
  it("knows the recording, and the way back to its step and to all that its frame was asked for", () => {
    const search = searchOf(editPath(FIRST, 13, "?lang=zh&panels=ledger,memory&readonly"));
    expect(changedIn(search)).toBe(FIRST);
    expect(originalPath(search)).toBe(`/embed/${FIRST}?lang=zh&panels=ledger%2Cmemory&readonly=#step=13`);
    expect(originalPath(searchOf(editPath(FIRST, 1, "")))).toBe(`/embed/${FIRST}?#step=1`);
  });

  it("leads back to the first however often the program is changed, and its address does not grow", () => {
    let search = searchOf(editPath(FIRST, 13, "?lang=zh"));
    const lengths = new Set<number>();
    for (const id of [SECOND, THIRD, SECOND, THIRD]) {
      search = searchOf(editPath(id, 2, search));
      expect(changedIn(search)).toBe(id);
      expect(originalPath(search)).toBe(`/embed/${FIRST}?lang=zh#step=13`);
      lengths.add(search.length);
    }
    expect(lengths.size).toBe(1);
  });

  it("leads nowhere by an address that names no recording", () => {
    for (const search of [
      "",
      "?lang=en",
      "?of=",
      "?of=evil",
      `?of=${FIRST}`,
      `?of=${FIRST}.x`,
      "?of=//evil.example.1",
    ])
      expect(originalPath(search)).toBeNull();
    expect(changedIn("?lang=en")).toBeNull();
  });
});
