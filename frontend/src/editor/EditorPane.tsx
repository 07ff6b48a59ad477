// The place of the editor: the program as plain text until the editor has loaded, and notices beneath it.

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Violation } from "../api/problem";
import { lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import type { Player } from "../player/player";
import type { Session } from "../session/session";
import type { Editor, Kept } from "./mount";
import type { Pasted } from "./paste";
import { remarksOf } from "./remarks";
import { Ticked } from "./Ticked";

interface Props {
  session: Session;
  onRun: () => void;
  /** What marks the player's step in the editor, once it is there. */
  lit?: ComponentType<{ editor: Editor; player: Player | null }> | undefined;
}

type Loading = "loading" | "loaded" | "failed";

/** What can be undone, over the times that a session's program is put away and taken out again. */
const keptOf = new WeakMap<Session, Kept>();

export function EditorPane({ session, onRun, lit: Lit }: Props) {
  const texts = usePageTexts().editor;
  const host = useRef<HTMLDivElement>(null);
  const run = useRef(onRun);
  run.current = onRun;
  const [editor, setEditor] = useState<Editor | null>(null);
  const [loading, setLoading] = useState<Loading>("loading");
  const [pasted, setPasted] = useState<Pasted | null>(null);

  useEffect(() => {
    let mounted: Editor | null = null;
    let left = false;
    import("./mount").then(
      ({ mountEditor }) => {
        if (left || !host.current) return;
        const events = {
          onChange: (source: string) => {
            session.source.value = source;
          },
          onRun: () => run.current(),
          onLine: (line: number) => session.player.peek()?.seekLine(line),
          onPaste: setPasted,
          onPoint: (line: number | null) => {
            const player = session.player.peek();
            if (!player) return;
            // Leaving the editor is told after what the pointer went to.
            if (line !== null) player.hover.value = { kind: "line", line };
            else if (player.hover.peek()?.kind === "line") player.hover.value = null;
          },
        };
        const kept = keptOf.get(session) ?? null;
        mounted = mountEditor(host.current, session.source.peek(), texts.label, events, kept);
        setEditor(mounted);
        setLoading("loaded");
      },
      () => setLoading("failed"),
    );
    return () => {
      left = true;
      if (mounted) keptOf.set(session, mounted.keep());
      mounted?.destroy();
    };
  }, [session]);

  const source = session.source.value;
  // The newest program, as more may have been typed since this was drawn.
  useEffect(() => editor?.setSource(session.source.peek()), [editor, session, source]);
  useEffect(() => editor?.setLabel(texts.label), [editor, texts]);
  const violations = useRemarks(editor, session);

  return (
    <>
      {/* The editor grows inside; its own key handling must not reach the player. */}
      <div class="cm-host" ref={host} hidden={loading !== "loaded"} />
      {loading !== "loaded" && <pre class="ed plain">{source}</pre>}
      {editor && Lit && <Lit editor={editor} player={session.player.value} />}
      {loading === "failed" && <p class="notice bad">{texts.failed}</p>}
      {pasted && (
        <p class="notice" role="status">
          {texts.pasted(pasted.prompts, pasted.output)}{" "}
          <button type="button" class="lk" onClick={() => editor?.pasteAsItWas()}>
            {texts.pasteAsItWas}
          </button>
        </p>
      )}
      {violations.length > 0 && <Violations violations={violations} onOpen={(one) => editor?.goTo(one)} />}
      <Stale session={session} onRun={onRun} />
    </>
  );
}

/** That the walk on show is of another program than the one in the editor. */
export function Stale({ session, onRun }: Omit<Props, "lit">) {
  const texts = usePageTexts().editor;
  if (!session.stale.value || session.run.value.kind === "running") return null;
  return (
    <p class="notice stale">
      <span>{texts.stale}</span>
      <button type="button" class="btn" onClick={onRun}>
        {texts.rerun}
      </button>
    </p>
  );
}

const NONE: Violation[] = [];

/** Marks what there is to say of the program, and gives what keeps it from being run. */
function useRemarks(editor: Editor | null, session: Session): Violation[] {
  const { foreign, removeLine: remove } = usePageTexts().editor;
  const run = session.run.value;
  const recording = session.player.value?.recording ?? null;
  const now = lang.value;
  useEffect(() => {
    editor?.setRemarks({ ...remarksOf(run, recording, now), foreign, remove });
  }, [editor, run, recording, now, foreign, remove]);
  return run.kind === "failed" && run.failure.kind === "refused" ? run.failure.violations : NONE;
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
