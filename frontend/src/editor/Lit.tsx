// What the editor shows of the player: the current step, and the expressions of what is pointed at.

import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lensOf } from "../code/lensOf";
import { placeOf } from "../code/place";
import { usePlayerTexts } from "../i18n/player";
import { spansNow } from "../linking/spans";
import type { Player } from "../player/player";
import type { Editor } from "./mount";

export function Lit({ editor, player }: { editor: Editor; player: Player | null }) {
  useLamp(editor, player);
  useOutlines(editor, player);
  return null;
}

function useLamp(editor: Editor, player: Player | null) {
  const word = usePlayerTexts().code.together;
  useEffect(() => {
    if (!player) return editor.setLamp(null);
    const { recording, step, state } = player;
    let shown = "";
    // As soon as the step is there, and before anything is drawn for it: the editor asks where its selection stands,
    // for which the browser lays out all that has changed on the page.
    return effect(() => {
      const lens = lensOf(recording, state.value, step.value);
      const [source, place] = [recording.program.source, placeOf(recording, step.value)];
      const key = JSON.stringify([place, lens]);
      if (key === shown) return;
      shown = key;
      editor.setLamp({ source, place, lens: lens && { lens, word } });
    });
  }, [editor, player, word]);
}

function useOutlines(editor: Editor, player: Player | null) {
  const spans = player ? spansNow(player) : null;
  const key = JSON.stringify(spans);
  useEffect(() => editor.setLinks(spans ?? []), [editor, key]);
}
