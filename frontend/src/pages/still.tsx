// The entry of the embed as it is built: a picture of the recording that listens to nothing, until the reader stirs.

import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/code.css";
import "../styles/timeline.css";
import "../styles/track.css";
import "../styles/scene.css";
import "../styles/marks.css";
import "../styles/flow.css";
import "../styles/embed.css";
import { lang, loadWords } from "../i18n";
import { useSentences } from "../i18n/player";
import { stepOfHash } from "../player/hash";
import { type Player, standing } from "../player/player";
import { parseRecording } from "../recording/parse";
import type { Recording, Step } from "../recording/types.gen";
import { embeddedId } from "../session/address";
import { also } from "../still/also";
import { jsx, show } from "../still/jsx";
import { fetchPlayer, fetchStyle, onStir } from "../still/stir";
import { Frame } from "./Frame";

/** A larger picture is drawn in part, and as the reader moves. */
const MOST = 300;

const root = document.getElementById("root") as HTMLElement;
const id = embeddedId(location.pathname);

/** Steps that are told in few words, and that make no function. */
const SIMPLE: Step["type"][] = ["create", "bind", "flag", "print"];

/** With more boxes than this a picture has a map. */
const FEW = 60;

/** Whether it has findings to tell, or a map. */
const hasSeldom = ({ findings, layout }: Recording) =>
  Boolean(findings?.length) || (layout?.nodes.length ?? 0) >= FEW;

/** Whether a picture at this position needs no more than what every still picture has. */
const isSimple = ({ recording, position }: Player) =>
  !hasSeldom(recording) &&
  recording.steps.slice(0, position.value).every(({ type }) => SIMPLE.includes(type)) &&
  !recording.layout?.nodes.some(({ grid }) => grid?.style === "heat") &&
  !recording.tensors.some(({ shape }) => shape.length > 2);

/** Whether there is nothing in it that only the player can show. */
const isPlain = ({ layout }: Recording) =>
  layout && layout.nodes.length > 0 && layout.nodes.length < MOST && !layout.groups?.length;

async function begin(): Promise<void> {
  if (id === null) return (await fetchPlayer()).play(root, null);
  const words = loadWords();
  const answer = await fetch(`/api/v1/graphs/${id}`, { credentials: "omit" });
  const recording = parseRecording(await answer.json());
  const first = { ok: true, value: recording };
  const asks = (what: RegExp) => what.test(location.search);
  await words;
  if (!isPlain(recording) || asks(/[?&](autoplay=1|panels=\w)/))
    return (await fetchPlayer()).play(root, first);
  const player = standing(recording, stepOfHash(location.hash) ?? 1) as Player;
  if (!isSimple(player) || asks(/[?&]code=0/)) {
    const [rest] = await Promise.all([import("../still/rest"), fetchStyle()]);
    await rest.bringRest(useSentences(), lang.value);
  }
  const told = () => also.Sentence && jsx(also.Sentence as never, { player });
  const end = show(() => jsx(Frame as never, { player, told: told() }), root);
  const wake = onStir(async () => {
    const { play } = await fetchPlayer();
    const heard = await spoken;
    end();
    await play(root, first, heard);
  });
  const spoken =
    parent !== window
      ? import("../frame/early").then(({ speak }) => speak(player, root, wake)).catch(() => null)
      : undefined;
}

// Whatever goes wrong, the player knows how to tell it.
begin().catch(async () => (await fetchPlayer()).play(root, null));
