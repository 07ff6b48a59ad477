// The entry of the style guide, which is built for those who work on the product and its tests alone.

import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/shell.css";
import "../styles/scene.css";
import "../styles/panels.css";
import "../styles/inspector.css";
import "../styles/sheets.css";
import "../styles/timeline.css";
import "../styles/sentence.css";
import "../styles/brief.css";
import "../styles/track.css";
import "../styles/marks.css";
import "../styles/flow.css";
import "../styles/motion.css";
import "../styles/scopes.css";
import "./styleguide.css";
import { render } from "preact";
import { loadWords } from "../i18n";
import { startTheme } from "../theme/theme";
import { StyleGuide } from "./StyleGuide";

startTheme();
const root = document.getElementById("root");
await loadWords();
if (root) render(<StyleGuide />, root);
