// The player in a frame, as a script that begins when it is told to. It never runs a program.

import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/code.css";
import "../styles/timeline.css";
import "../styles/track.css";
import "../styles/scene.css";
import "../styles/marks.css";
import "../styles/flow.css";
import "../styles/linking.css";
import "../styles/motion.css";
import "../styles/scopes.css";
import "../styles/embed.css";
import "../styles/sentence.css";
import "../styles/shapes.css";
import "../styles/brief.css";
import { render } from "preact";
import { type Answer, createClient } from "../api/client";
import { takeUp } from "../findings/asked";
import type { Heard } from "../frame/early";
import { loadWords } from "../i18n";
import type { Recording } from "../recording/types.gen";
import { embeddedId, isForPrograms } from "../session/address";
import { startTheme } from "../theme/theme";
import { EmbeddedPlayer } from "./EmbeddedPlayer";

/** Play in `root`, over a still picture of the same recording if there is one; `first` is what came, or is on its way, `heard` what that picture was asked for. */
export async function play(
  root: HTMLElement,
  first: Answer<Recording> | Promise<Answer<Recording>> | null,
  heard: Heard | null = null,
): Promise<void> {
  startTheme();
  // Programs that come in their link are rarer, and what a picture tells already does not go while the player comes.
  const [packed, told] = await Promise.all([
    isForPrograms(location.pathname) ? import("../packed/PackedProgram") : null,
    root.querySelector(".found") ? import("../findings/Sentence") : null,
  ]);
  await loadWords();
  const id = embeddedId(location.pathname);
  // What is pressed just now is let go first: nothing else comes in its place meanwhile.
  while (root.matches(":active")) await new Promise(requestAnimationFrame);
  takeUp(root);
  keepingFocus(root, () => {
    if (packed) render(<packed.PackedProgram />, root);
    else render(<EmbeddedPlayer id={id} client={createClient()} {...{ first, heard, told }} />, root);
  });
}

/** Keys act only where the focus is: what has it in a still picture has it in the player in its place, too. */
function keepingFocus(root: HTMLElement, draw: () => void): void {
  const before = document.activeElement;
  const inside = before !== null && root.contains(before);
  draw();
  if (!inside || root.contains(document.activeElement)) return;
  const alike = [...root.querySelectorAll<HTMLElement>(before.tagName)];
  const same = alike.find((one) => one.ariaLabel === before.ariaLabel) ?? root.querySelector("main");
  same?.focus({ preventScroll: true });
}
