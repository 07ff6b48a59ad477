// The entry of the embed as it is built: a picture of the recording that listens to nothing, until the reader stirs.

import { speak } from "../frame/early";
import { isFramed } from "../frame/outside";
import { stepOfHash } from "../player/hash";
import { type Player, standing } from "../player/player";
import { oneLineOf } from "../recording/lookup";
import { parseRecording } from "../recording/parse";
import type { Layout, Recording } from "../recording/types.gen";
import { embeddedId } from "../session/address";
import { also } from "../still/also";
import { jsx, show } from "../still/jsx";
import { fetchPlayer, fetchStyle, onStir } from "../still/stir";
import { Frame } from "./Frame";

/** A larger picture is drawn in part, and as the reader moves. */
const MOST = 300;

const root = document.getElementById("root") as HTMLElement;
const id = embeddedId(location.pathname);

/** With more boxes than this a picture has a map. */
const FEW = 60;

/** A longer expression is told in short. */
const LONGEST = 48;

/** So many lines of a program are seen without its being scrolled, in the smallest frame. */
const SEEN = 4;

/** Whether a picture at this position needs no more than what every still picture has: most begin with a tensor, and have nothing to tell. */
const isSimple = ({ recording, position, step }: Player) =>
  !recording.findings?.length &&
  (recording.layout as Layout).nodes.length < FEW &&
  position.value < 2 &&
  step.value?.type === "create" &&
  step.value.how !== null &&
  !oneLineOf(recording, step.value.span)[LONGEST] &&
  Number(step.value.span?.line) <= SEEN &&
  !recording.layout?.nodes.some(({ grid }) => grid?.style === "heat") &&
  !recording.tensors.some(({ shape }) => shape.length > 2) &&
  !recording.functions.some((row) => row.made_by !== null);

/** Whether there is nothing in it that only the player can show. */
const isPlain = ({ layout }: Recording) =>
  layout && layout.nodes.length > 0 && layout.nodes.length < MOST && !layout.groups?.length;

async function begin(): Promise<void> {
  if (id === null) return (await fetchPlayer()).play(root, null);
  const asks = (what: RegExp) => what.test(location.search);
  const at = stepOfHash(location.hash) ?? 1;
  // A later step is seldom simple: what it needs comes beside the recording, not after it.
  if (at > 1 || asks(/[?&]code=0/)) void fetchRest().catch(() => {});
  const answer = await fetch(`/api/v1/graphs/${id}`);
  const recording = parseRecording(await answer.json());
  const first = { ok: true, value: recording };
  if (!isPlain(recording) || asks(/[?&](autoplay=1|panels=\w)/))
    return (await fetchPlayer()).play(root, first);
  const player = standing(recording, at) as Player;
  if (!isSimple(player) || asks(/[?&]code=0/)) (await fetchRest())();
  const told = () => also.Sentence && jsx(also.Sentence as never, { player });
  const end = show(() => jsx(Frame as never, { player, told: told() }), root);
  const wake = onStir(async () => {
    const { play } = await fetchPlayer();
    end();
    await play(root, first, heard);
  });
  const heard = isFramed() ? speak(player, root, wake) : undefined;
}

/** What brings the rest that a picture needs, once that is here with its style. */
async function fetchRest(): Promise<() => void> {
  const [{ bringRest }] = await Promise.all([import("../still/rest"), fetchStyle()]);
  return bringRest;
}

// Whatever goes wrong, the player knows how to tell it.
begin().catch(async () => (await fetchPlayer()).play(root, null));
