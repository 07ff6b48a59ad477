// A frame in which the program of a recording is changed, and run when the reader asks; the recording stays one click away.

import { useCallback, useEffect, useState } from "preact/hooks";
import { type Answer, BASE, createAsking, fetched } from "../api/client";
import { isObject } from "../api/problem";
import { usePlayerTexts } from "../i18n/player";
import { reasonOf } from "../pages/EmbeddedPlayer";
import { RecordingError } from "../recording/parse";
import type { Options } from "../recording/types.gen";
import { originalPath } from "../session/address";
import { Program } from "./Program";
import { usePackedTexts } from "./words";

interface Ran {
  source: string;
  options: Options;
}

/** The program of a recording, of which nothing else is fetched. */
const fetchProgram = (id: string): Promise<Answer<Ran>> =>
  createAsking(BASE, fetched)(`/graphs/${encodeURIComponent(id)}?include=program`, {}, parseProgram);

export function RecordedProgram({ id }: { id: string }) {
  const texts = usePlayerTexts().embed.waiting;
  const [answer, setAnswer] = useState<Answer<Ran> | null>(null);
  const load = useCallback(async () => {
    setAnswer(null);
    setAnswer(await fetchProgram(id));
  }, [id]);
  useEffect(() => void load(), [load]);
  if (answer?.ok)
    return <Program source={answer.value.source} options={answer.value.options} back={<Back />} />;
  return (
    <main class="waiting" aria-live="polite">
      {answer === null ? (
        <p>{texts.loading}</p>
      ) : (
        <>
          <p>{reasonOf(answer.failure, texts)}</p>
          {answer.failure.kind !== "missing" && (
            <button type="button" class="btn" onClick={load}>
              {texts.again}
            </button>
          )}
        </>
      )}
    </main>
  );
}

function Back() {
  const texts = usePackedTexts().changing;
  return (
    <a class="btn" href={originalPath(location.search) ?? "#"} title={texts.back}>
      {texts.original}
    </a>
  );
}

function parseProgram(body: unknown): Ran {
  const program = isObject(body) ? body.program : null;
  if (!isObject(program) || typeof program.source !== "string" || !isObject(program.options))
    throw new RecordingError("this is no program");
  const { seed, max_values } = program.options;
  if (typeof seed !== "number" || typeof max_values !== "number")
    throw new RecordingError("these are no options");
  return { source: program.source, options: { seed, max_values } };
}
