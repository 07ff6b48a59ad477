// What the page begins with: the recording or the program of the link, else the reader's last program, else an example.

import { effect, type Signal } from "@preact/signals";
import type { Answer, Client, Example } from "../api/client";
import { stepOfHash } from "../player/hash";
import { sharedId } from "./address";
import { keepProgram, keptDraft, keptProgram } from "./draft";
import type { Session } from "./session";

const FIRST_EXAMPLE = "05_grad_fn";

/** Begin, and from then on keep what the reader writes. */
export async function open(
  session: Session,
  client: Client,
  examples: Signal<readonly Example[]>,
  address: { pathname: string; hash: string },
): Promise<void> {
  const listed = client.examples().then((answer) => {
    if (answer.ok) examples.value = answer.value;
    return answer;
  });
  const step = stepOfHash(address.hash) ?? undefined;
  const id = sharedId(address.pathname);
  const inLink = /[#&]v1=/.test(address.hash) ? address.hash : "";
  const kept = keptProgram();
  if (id !== null) {
    const recording = await session.open(id, step);
    const draft = keptDraft(id);
    if (draft !== null) session.source.value = draft;
    else if (!recording) {
      const other = kept ?? firstOf(await listed)?.source ?? "";
      if (session.source.value === "") session.source.value = other;
    }
  } else if (inLink !== "") {
    // It is shown and not run: who wrote it is not who reads it.
    const { packedIn, unpack } = await import("../packed/packed");
    const unpacked = await unpack(packedIn(address.hash));
    if (!unpacked.ok) session.fail({ kind: "bad_link" });
    const draft = keptDraft(inLink);
    if (draft !== null) session.source.value = draft;
    else if (unpacked.ok) session.source.value = unpacked.source;
  } else if (kept !== null) {
    session.source.value = kept;
    void session.start(step);
  } else {
    const answer = await listed;
    const first = firstOf(answer);
    // Who began to write while the examples were on their way is not interrupted.
    if (!answer.ok) session.fail(answer.failure);
    else if (first && session.source.value === "") {
      session.source.value = first.source;
      void session.start(step);
    }
  }
  keepFromNowOn(session, inLink);
}

function firstOf(answer: Answer<Example[]>): Example | undefined {
  if (!answer.ok) return undefined;
  return answer.value.find(({ name }) => name === FIRST_EXAMPLE) ?? answer.value[0];
}

/** A program that only came with a link does not displace the reader's own. */
function keepFromNowOn(session: Session, inLink: string): void {
  const untouched = session.source.peek();
  let touched = false;
  effect(() => {
    const source = session.source.value;
    const on = session.player.value?.recording.id ?? inLink;
    touched ||= source !== untouched;
    if (touched) keepProgram(source, on);
  });
}
