import { describe, expect, it } from "vitest";
import { languageOf } from "../../../frontend/src/i18n";
import { en } from "../../../frontend/src/i18n/en";
import { playerEn } from "../../../frontend/src/i18n/player.en";
import { playerZh } from "../../../frontend/src/i18n/player.zh";
import { zh } from "../../../frontend/src/i18n/zh";

it("knows a language by its tag, and none by another", () => {
  expect(languageOf("zh-Hant-TW")).toBe("zh");
  expect(languageOf("EN-gb")).toBe("en");
  expect(languageOf("fr-FR")).toBe(null);
  expect(languageOf(null)).toBe(null);
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
