// The bar at the top: examples, run, status, sharing, language, theme.

import { useState } from "preact/hooks";
import type { Example } from "../api/client";
import { AwaitedOver } from "../find/Awaited";
import { choose, type Lang, lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import { Icon, Mark } from "../icons/Icon";
import type { Session } from "../session/session";
import { setTheme, THEMES, theme } from "../theme/theme";
import { RUN_KEYS } from "./command";
import { Examples } from "./Examples";
import { Share } from "./Share";
import { StatusLine } from "./StatusLine";
import { View } from "./View";

interface Props {
  session: Session;
  examples: readonly Example[];
  onExample: (example: Example) => void;
  onRun: () => void;
  onKeys: () => void;
}

export function TopBar({ session, examples, onExample, onRun, onKeys }: Props) {
  const texts = usePageTexts().bar;
  const running = session.run.value.kind === "running";
  return (
    <header class="top">
      <h1 class="brand">
        <Mark />
        <span>Gradwalk</span>
      </h1>
      <Examples examples={examples} source={session.source.value} onChoose={onExample} />
      {running ? (
        <button type="button" class="btn run" onClick={session.cancel}>
          {texts.cancel} <kbd>Esc</kbd>
        </button>
      ) : (
        <button type="button" class="btn primary run" onClick={onRun}>
          {texts.run} <kbd>{RUN_KEYS}</kbd>
        </button>
      )}
      <StatusLine session={session} />
      <span class="grow" />
      <Share session={session} />
      <View />
      <button type="button" class="btn quiet help" onClick={onKeys}>
        {texts.keys} <kbd>?</kbd>
      </button>
      <Languages />
      <ThemeButton />
    </header>
  );
}

const LANGUAGES: readonly [Lang, string, string][] = [
  ["en", "English", "en"],
  ["zh", "中文", "zh-Hans"],
];

function Languages() {
  const texts = usePageTexts().bar;
  const [missing, setMissing] = useState<Lang | null>(null);
  const pick = async (code: Lang) => setMissing((await choose(code)) ? null : code);
  return (
    <>
      <fieldset class="seg" aria-label={texts.language}>
        {LANGUAGES.map(([code, name, tag]) => (
          <button
            type="button"
            key={code}
            lang={tag}
            aria-pressed={lang.value === code}
            onClick={() => pick(code)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      {missing && (
        <AwaitedOver
          coming={{ code: null, failed: true, again: () => pick(missing) }}
          title={texts.language}
          onClose={() => setMissing(null)}
        />
      )}
    </>
  );
}

/** Goes round: as the system has it, light, dark. */
function ThemeButton() {
  const texts = usePageTexts().bar;
  const now = theme.value;
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length] ?? "auto";
  const label = texts.themeNow(texts.themes[now]);
  return (
    <button
      type="button"
      class="btn theme"
      data-now={now}
      aria-label={label}
      title={label}
      onClick={() => setTheme(next)}
    >
      <Icon name="theme" />
      <span class="which">{texts.themes[now]}</span>
    </button>
  );
}
