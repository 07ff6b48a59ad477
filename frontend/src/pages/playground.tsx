// The entry of the playground: a session, begun with what the address asks for, and the page around it.

import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/code.css";
import "../styles/timeline.css";
import "../styles/track.css";
import "../styles/scene.css";
import "../styles/panels.css";
import "../styles/inspector.css";
import "../styles/ledger.css";
import "../styles/console.css";
import "../styles/findings.css";
import "../styles/rules.css";
import "../styles/memory.css";
import "../styles/jacobian.css";
import "../styles/marks.css";
import "../styles/flow.css";
import "../styles/linking.css";
import "../styles/motion.css";
import "../styles/scopes.css";
import "../styles/tabs.css";
import "../styles/page.css";
import "../styles/panes.css";
import "../styles/shell.css";
import "../styles/sheets.css";
import "../styles/pace.css";
import "../styles/print.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { createClient, type Example } from "../api/client";
import { loadWords } from "../i18n";
import { createAsk } from "../jacobian/ask";
import { AskJacobian } from "../jacobian/asking";
import { open } from "../session/opening";
import { createSession } from "../session/session";
import { startLarge } from "../shell/large";
import { startTheme } from "../theme/theme";
import { PlaygroundPage } from "./PlaygroundPage";

startTheme();
startLarge();
const client = createClient();
const session = createSession(client);
const examples = signal<readonly Example[]>([]);
const root = document.getElementById("root");
await loadWords();
if (root) {
  render(
    <AskJacobian.Provider value={createAsk()}>
      <PlaygroundPage session={session} examples={examples} />
    </AskJacobian.Provider>,
    root,
  );
}
void open(session, client, examples, location);
