// The player in another page's frame: code, graph, sentence, scrubber.

import { useCallback, useEffect, useState } from "preact/hooks";
import type { Answer, Client, Failure } from "../api/client";
import type { Heard } from "../frame/early";
import { type PlayerTexts, usePlayerTexts } from "../i18n/player";
import { bindHash, stepOfHash } from "../player/hash";
import { createPlayer, type Player } from "../player/player";
import { isCalm, obey } from "../player/wishes";
import type { Recording } from "../recording/types.gen";
import { Playing, type Told } from "./Playing";

type Loading =
  | { kind: "loading" }
  | { kind: "failed"; failure: Failure }
  | { kind: "playing"; player: Player };

interface Props {
  id: string | null;
  client: Client;
  /** The recording, or what is on its way since before there was anything to draw. */
  first: Answer<Recording> | Promise<Answer<Recording>> | null;
  /** What a still picture in its place was asked for by the page around the frame. */
  heard: Heard | null;
  /** What tells of findings, where it is there already. */
  told?: Told | null;
}

/** What there is to do with an answer. */
export function loaded(answer: Answer<Recording>): Loading {
  if (!answer.ok) return { kind: "failed", failure: answer.failure };
  const player = createPlayer(answer.value, { position: stepOfHash(location.hash) ?? 1 });
  bindHash(player);
  obey(player, location.search, isCalm());
  return { kind: "playing", player };
}

export function EmbeddedPlayer({ id, client, first, heard, told = null }: Props) {
  const texts = usePlayerTexts().embed;
  const [loading, setLoading] = useState<Loading>(() =>
    first && "ok" in first ? loaded(first) : { kind: "loading" },
  );
  const load = useCallback(
    async (asked: Promise<Answer<Recording>> | null) => {
      setLoading({ kind: "loading" });
      if (id === null) return setLoading({ kind: "failed", failure: { kind: "missing" } });
      setLoading(loaded(await (asked ?? client.read(id))));
    },
    [id, client],
  );
  useEffect(() => {
    if (!first || !("ok" in first)) void load(first);
  }, [load, first]);
  const title = texts.title;
  useEffect(() => {
    document.title = title;
  }, [title]);

  if (loading.kind === "playing") return <Playing player={loading.player} {...{ heard, told }} />;
  return (
    <main class="waiting" aria-live="polite">
      {loading.kind === "loading" ? (
        <p>{texts.waiting.loading}</p>
      ) : (
        <>
          <p>{reasonOf(loading.failure, texts.waiting)}</p>
          {loading.failure.kind !== "missing" && (
            <button type="button" class="btn" onClick={() => load(null)}>
              {texts.waiting.again}
            </button>
          )}
        </>
      )}
    </main>
  );
}

/** Why there is nothing to show. */
export function reasonOf(failure: Failure, texts: PlayerTexts["embed"]["waiting"]): string {
  switch (failure.kind) {
    case "missing":
      return texts.missing;
    case "broken":
      return texts.broken;
    case "server":
      return texts.server(failure.status);
    default:
      return texts.offline;
  }
}
