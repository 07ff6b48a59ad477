// The place of the editor: the program as plain text until the editor has loaded, and what a refusal says beneath it.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Violation } from "../api/problem";
import { placeOf } from "../code/place";
import { lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import type { Session } from "../session/session";
import type { Editor } from "./mount";
import { Ticked } from "./Ticked";

interface Props {
  session: Session;
  onRun: () => void;
}

type Loading = "loading" | "loaded" | "failed";

export function EditorPane({ session, onRun }: Props) {
  const texts = usePageTexts().editor;
  const host = useRef<HTMLDivElement>(null);
  const run = useRef(onRun);
  run.current = onRun;
  const [editor, setEditor] = useState<Editor | null>(null);
  const [loading, setLoading] = useState<Loading>("loading");

  useEffect(() => {
    let mounted: Editor | null = null;
    let left = false;
    import("./mount").then(
      ({ mountEditor }) => {
        if (left || !host.current) return;
        mounted = mountEditor(host.current, session.source.peek(), texts.label, {
          onChange: (source) => {
            session.source.value = source;
          },
          onRun: () => run.current(),
          onLine: (line) => session.player.peek()?.seekLine(line),
        });
        setEditor(mounted);
        setLoading("loaded");
      },
      () => setLoading("failed"),
    );
    return () => {
      left = true;
      mounted?.destroy();
    };
  }, [session]);

  const source = session.source.value;
  // The newest program, as more may have been typed since this was drawn.
  useEffect(() => editor?.setSource(session.source.peek()), [editor, session, source]);
  useEffect(() => editor?.setLabel(texts.label), [editor, texts]);
  useLamp(editor, session);
  const violations = useViolations(editor, session);

  return (
    <>
      {/* The editor grows inside; its own key handling must not reach the player. */}
      <div class="cm-host" ref={host} hidden={loading !== "loaded"} />
      {loading !== "loaded" && <pre class="ed plain">{source}</pre>}
      {loading === "failed" && <p class="notice bad">{texts.failed}</p>}
      {session.stale.value && (
        <p class="notice">
          {texts.stale}{" "}
          <button type="button" class="lk" onClick={onRun}>
            {texts.rerun}
          </button>
        </p>
      )}
      {violations.length > 0 && <Violations violations={violations} onOpen={(one) => editor?.goTo(one)} />}
    </>
  );
}

function useLamp(editor: Editor | null, session: Session) {
  const player = session.player.value;
  const step = player?.step.value ?? null;
  useEffect(() => {
    if (!editor) return;
    const { recording } = player ?? {};
    editor.setLamp(recording ? { source: recording.program.source, place: placeOf(recording, step) } : null);
  }, [editor, player, step]);
}

const NONE: Violation[] = [];

function useViolations(editor: Editor | null, session: Session): Violation[] {
  const run = session.run.value;
  const violations = run.kind === "failed" && run.failure.kind === "refused" ? run.failure.violations : NONE;
  const now = lang.value;
  useEffect(() => {
    editor?.setViolations(violations, ({ reason, hint }) => `${reason[now]}\n${hint[now]}`);
  }, [editor, violations, now]);
  return violations;
}

function Violations({
  violations,
  onOpen,
}: {
  violations: Violation[];
  onOpen: (violation: Violation) => void;
}) {
  const texts = usePageTexts().editor;
  return (
    <section class="violations" aria-label={texts.violations}>
      <h2>{texts.violations}</h2>
      <ul>
        {violations.map((violation) => (
          <li key={`${violation.line}:${violation.column}:${violation.rule}`}>
            <button type="button" class="lk" onClick={() => onOpen(violation)}>
              {texts.line(violation.line)}
            </button>
            <span>
              <Ticked text={violation.reason[lang.value]} />{" "}
              <em>
                <Ticked text={violation.hint[lang.value]} />
              </em>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
