import { describe, expect, it } from "vitest";
import { en } from "../../../frontend/src/i18n/en";
import { chooseLang } from "../../../frontend/src/i18n/lang";
import { playerEn } from "../../../frontend/src/i18n/player.en";
import { playerZh } from "../../../frontend/src/i18n/player.zh";
import { zh } from "../../../frontend/src/i18n/zh";

describe("the language", () => {
  it("is the first one wanted that is spoken", () => {
    expect(chooseLang([null, "fr-FR", "zh-Hant-TW", "en"])).toBe("zh");
    expect(chooseLang(["EN-gb", "zh"])).toBe("en");
  });

  it("is English where none is", () => expect(chooseLang([null, "", "fr", "enx"])).toBe("en"));
});

function leaves(texts: unknown, path = ""): [string, unknown][] {
  if (typeof texts !== "object" || texts === null) return [[path, texts]];
  return Object.entries(texts).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

// Names of keys and of the product are the same in both.
const SHARED = new Set([".bar.region"]);

describe.each([
  ["the page", en, zh],
  ["the player", playerEn, playerZh],
])("%s in Chinese", (_, english, chinese) => {
  it("says everything that it says in English, in other words", () => {
    const spoken = new Map(leaves(chinese));
    const same = leaves(english).filter(
      ([path, text]) => typeof text === "string" && text === spoken.get(path) && !SHARED.has(path),
    );
    expect(same).toEqual([]);
    expect([...spoken.keys()]).toEqual(leaves(english).map(([path]) => path));
  });
});
