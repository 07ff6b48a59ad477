// How the run stands, in one line that screen readers hear.

import { useEffect, useState } from "preact/hooks";
import { usePageTexts } from "../i18n/page";
import { Icon, type IconName } from "../icons/Icon";
import { Progressing } from "../progress/Progressing";
import type { Session } from "../session/session";
import { statusOf, type Tone } from "../session/status";

const ICONS: Record<Tone, IconName | null> = {
  calm: null,
  busy: null,
  good: "check",
  note: "note",
  bad: "alert",
};

export function StatusLine({ session }: { session: Session }) {
  const texts = usePageTexts().status;
  const run = session.run.value;
  const player = session.player.value;
  const { tone, text, more, step } = statusOf(run, player?.recording ?? null, session.stale.value, texts);
  const icon = ICONS[tone];
  const full = [text, ...more].join(" · ");
  return (
    <div class={`status ${tone}`} role="status" title={full}>
      {tone === "busy" && <span class="spinner" aria-hidden="true" />}
      {icon && <Icon name={icon} />}
      <span class="said">
        {step !== null && player ? (
          <button type="button" class="lk" onClick={() => player.seek(step)}>
            {text}
          </button>
        ) : (
          <Progressing run={run}>{text}</Progressing>
        )}
        {more.map((sentence) => ` · ${sentence}`)}
      </span>
      {run.kind === "running" && <Elapsed since={run.since} />}
    </div>
  );
}

const SECOND_MS = 1000;

/** Seconds since a run began; not read out, as it changes all the time. */
function Elapsed({ since }: { since: number }) {
  const texts = usePageTexts().status;
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const count = () => setSeconds(Math.floor((Date.now() - since) / SECOND_MS));
    count();
    const timer = setInterval(count, SECOND_MS);
    return () => clearInterval(timer);
  }, [since]);
  return seconds < 1 ? null : <span aria-hidden="true">· {texts.seconds(seconds)}</span>;
}
