// The first script of the embed as it is built: sets the theme before the first paint, and has the still picture come in the reader's language.

import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/code.css";
import "../styles/timeline.css";
import "../styles/track.css";
import "../styles/scene.css";
import "../styles/marks.css";
import "../styles/flow.css";
import "../styles/embed.css";
import "../../public/theme.js";
import { wanted } from "../i18n/wanted";

const lang = wanted();
document.documentElement.lang = lang;
const still = __STILLS__[lang];

// On its way at once, and begun when there is a place for it.
const coming = document.createElement("link");
coming.rel = "modulepreload";
coming.href = still;
document.head.append(coming);

addEventListener("DOMContentLoaded", () => {
  const script = document.createElement("script");
  script.type = "module";
  script.src = still;
  document.body.append(script);
});
