// The player in another page's frame: code, graph, sentence, scrubber.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Client, Failure } from "../api/client";
import { CodeView } from "../code/CodeView";
import { useLater } from "../find/useLater";
import { useRequests } from "../find/useRequests";
import { type PlayerTexts, usePlayerTexts } from "../i18n/player";
import { Mark } from "../icons/Icon";
import { nodeAt } from "../linking/outline";
import { useLinks } from "../linking/useLinks";
import { bindHash, stepOfHash } from "../player/hash";
import { createPlayer, type Player } from "../player/player";
import { attachShortcuts, type Request } from "../player/shortcuts";
import { isCalm, obey } from "../player/wishes";
import { Scene } from "../scene/Scene";
import { pathOf } from "../session/address";
import { Timeline } from "../timeline/Timeline";

type Loading =
  | { kind: "loading" }
  | { kind: "failed"; failure: Failure }
  | { kind: "playing"; player: Player };

interface Props {
  id: string | null;
  client: Client;
  /** The recording, on its way since before there was anything to draw. */
  first: ReturnType<Client["read"]> | null;
}

export function EmbeddedPlayer({ id, client, first }: Props) {
  const texts = usePlayerTexts().embed;
  const [loading, setLoading] = useState<Loading>({ kind: "loading" });
  const load = useCallback(
    async (asked: Props["first"]) => {
      setLoading({ kind: "loading" });
      if (id === null) return setLoading({ kind: "failed", failure: { kind: "missing" } });
      const answer = await (asked ?? client.read(id));
      if (!answer.ok) return setLoading({ kind: "failed", failure: answer.failure });
      const player = createPlayer(answer.value, { position: stepOfHash(location.hash) ?? 1 });
      bindHash(player);
      obey(player, location.search, isCalm());
      setLoading({ kind: "playing", player });
    },
    [id, client],
  );
  useEffect(() => void load(first), [load, first]);
  const title = texts.title;
  useEffect(() => {
    document.title = title;
  }, [title]);

  if (loading.kind === "playing") return <Playing player={loading.player} />;
  return (
    <main class="waiting" aria-live="polite">
      {loading.kind === "loading" ? (
        <p>{texts.loading}</p>
      ) : (
        <>
          <p>{reasonOf(loading.failure, texts)}</p>
          {loading.failure.kind !== "missing" && (
            <button type="button" class="btn" onClick={() => load(null)}>
              {texts.again}
            </button>
          )}
        </>
      )}
    </main>
  );
}

function Playing({ player }: { player: Player }) {
  const root = useRef<HTMLElement>(null);
  const requests = useRequests(player);
  const [keys, setKeys] = useState(false);
  const list = useLater(keys, () => import("../shell/Keys"));
  const told = useLater(Boolean(player.recording.findings?.length), () => import("../findings/Sentence"));
  useLinks(root, player);
  useEffect(() => {
    const ask = (request: Request) => {
      if (request !== "keys") return requests.open(request);
      setKeys(true);
      return true;
    };
    return root.current ? attachShortcuts(root.current, { current: () => player, ask }, nodeAt) : undefined;
  }, [player]);
  const texts = usePlayerTexts().embed;
  const address = pathOf(player.recording.id, player.position.value);
  return (
    <main class="embed" ref={root} tabIndex={-1} data-phase={player.phase.value}>
      <h1 class="unseen">{texts.title}</h1>
      <CodeView player={player} />
      <Scene player={player} />
      {told && <told.Sentence player={player} />}
      <Timeline player={player} short>
        <span class="out">
          <a class="btn" href={address} target="_blank" rel="noopener">
            {texts.edit}
          </a>
          <a
            class="btn quiet"
            href={address}
            target="_blank"
            rel="noopener"
            aria-label={texts.open}
            title={texts.open}
          >
            <Mark />
          </a>
        </span>
      </Timeline>
      {requests.drawn}
      {list && <list.Keys open={keys} onClose={() => setKeys(false)} />}
    </main>
  );
}

function reasonOf(failure: Failure, texts: PlayerTexts["embed"]): string {
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
