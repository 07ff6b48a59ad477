// Before every test file: the words of both languages, as components draw nothing without them.

import { loadWords } from "../../frontend/src/i18n";
import "../../frontend/src/i18n/page";
import "../../frontend/src/i18n/player";

await loadWords("en");
await loadWords("zh");
