// The player in a file of its own, with its recording beside it: it asks nothing of anyone, and works without a network.

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
import "../styles/brief.css";
import { render } from "preact";
import { lang, languageOf, loadWords } from "../i18n";
import { usePlayerTexts } from "../i18n/player";
import { bindHash, stepOfHash } from "../player/hash";
import { createPlayer } from "../player/player";
import { isCalm, obey } from "../player/wishes";
import { parseRecording } from "../recording/parse";
import { isTheme, startTheme, theme } from "../theme/theme";
import { Playing } from "./Playing";

/** What whoever made the file chose; an address that says it otherwise is nearer to the reader. */
const chosen = { ...document.documentElement.dataset };
const asked = new URLSearchParams(location.search);

async function begin(): Promise<void> {
  const language = languageOf(chosen.lang ?? null);
  if (language && !asked.has("lang")) lang.value = language;
  startTheme();
  const dress = chosen.theme ?? null;
  if (isTheme(dress) && !asked.has("theme")) theme.value = dress;
  await loadWords();
  document.title = usePlayerTexts().embed.title;
  const recording = parseRecording(JSON.parse(document.getElementById("recording")?.textContent ?? ""));
  const position = stepOfHash(location.hash) ?? Number(chosen.step ?? 1);
  const player = createPlayer(recording, { position });
  bindHash(player);
  obey(player, location.search, isCalm());
  const root = document.getElementById("root") as HTMLElement;
  render(<Playing player={player} />, root);
  // Alone in its window it has the keys at once; in a frame they are the page's around it until the reader comes in.
  if (window === parent) root.querySelector("main")?.focus();
}

void begin();
