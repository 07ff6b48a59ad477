import { describe, expect, it } from "vitest";
import { en as findingsEn } from "../../../frontend/src/findings/texts";
import { zh as findingsZh } from "../../../frontend/src/findings/texts.zh";
import { choose, lang, languageOf } from "../../../frontend/src/i18n";
import { en } from "../../../frontend/src/i18n/en";
import { usePlayerTexts } from "../../../frontend/src/i18n/player";
import { playerEn } from "../../../frontend/src/i18n/player.en";
import { playerZh } from "../../../frontend/src/i18n/player.zh";
import { zh } from "../../../frontend/src/i18n/zh";
import { en as jacobianEn } from "../../../frontend/src/jacobian/texts";
import { zh as jacobianZh } from "../../../frontend/src/jacobian/texts.zh";
import { en as memoryEn } from "../../../frontend/src/memory/texts";
import { zh as memoryZh } from "../../../frontend/src/memory/texts.zh";
import { en as panelsEn } from "../../../frontend/src/panels/texts";
import { zh as panelsZh } from "../../../frontend/src/panels/texts.zh";
import { en as rulesEn } from "../../../frontend/src/rules/texts";
import { zh as rulesZh } from "../../../frontend/src/rules/texts.zh";
import { en as sceneEn } from "../../../frontend/src/scene/texts";
import { zh as sceneZh } from "../../../frontend/src/scene/texts.zh";

it("knows a language by its tag, and none by another", () => {
  expect(languageOf("zh-Hant-TW")).toBe("zh");
  expect(languageOf("EN-gb")).toBe("en");
  expect(languageOf("fr-FR")).toBe(null);
  expect(languageOf(null)).toBe(null);
});

it("changes the language only once its words are there, and ends with the one that was chosen last", async () => {
  const [first, second] = [choose("zh"), choose("en")];
  expect(lang.value).toBe("en");
  await Promise.all([first, second]);
  expect(lang.value).toBe("en");
  await choose("zh");
  expect(lang.value).toBe("zh");
  expect(usePlayerTexts()).toBe(playerZh);
  await choose("en");
});

function leaves(texts: unknown, path = ""): [string, unknown][] {
  if (typeof texts !== "object" || texts === null) return [[path, texts]];
  return Object.entries(texts).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

// Names of the product, of torch and of Python are the same in both.
const SHARED = new Set([".filled", ".no", ".bar.region", ".retainedTag", ".ownGrad", ".stderr"]);

describe.each([
  ["the page", en, zh],
  ["the player", playerEn, playerZh],
  ["the picture", sceneEn, sceneZh],
  ["the panels", panelsEn, panelsZh],
  ["the rules", rulesEn, rulesZh],
  ["memory", memoryEn, memoryZh],
  ["Jacobians", jacobianEn, jacobianZh],
  ["the findings", findingsEn, findingsZh],
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
