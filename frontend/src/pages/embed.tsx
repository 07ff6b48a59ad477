// The entry of the embed: plays the recording whose id stands in the address. It never runs a program.

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
import { render } from "preact";
import { createClient } from "../api/client";
import { loadWords } from "../i18n";
import { embeddedId } from "../session/address";
import { startTheme } from "../theme/theme";
import { EmbeddedPlayer } from "./EmbeddedPlayer";

startTheme();
const root = document.getElementById("root");
const id = embeddedId(location.pathname);
const client = createClient();
const first = id === null ? null : client.read(id);
await loadWords();
if (root) render(<EmbeddedPlayer id={id} client={client} first={first} />, root);
