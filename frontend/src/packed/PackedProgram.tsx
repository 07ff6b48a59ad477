// A frame with a program in it: one that came in its link, or that of a recording, to be changed.

import { useEffect, useState } from "preact/hooks";
import { usePlayerTexts } from "../i18n/player";
import { changedIn } from "../session/address";
import { Program } from "./Program";
import { packedIn, type Unpacked, unpack } from "./packed";
import { RecordedProgram } from "./RecordedProgram";
import { useComing } from "./useComing";
import { usePackedTexts } from "./words";

export function PackedProgram() {
  const title = usePlayerTexts().embed.title;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const id = changedIn(location.search);
  return id === null ? <LinkedProgram /> : <RecordedProgram id={id} />;
}

/** What the address holds now, and whenever it changes; null until it has been read. */
function useUnpacked(): Unpacked | null {
  const [hash, setHash] = useState(() => packedIn(location.hash));
  useEffect(() => {
    const read = () => setHash(packedIn(location.hash));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return useComing(hash, unpack);
}

function LinkedProgram() {
  const texts = usePackedTexts();
  const unpacked = useUnpacked();
  if (!unpacked) return <main class="waiting" />;
  if (!unpacked.ok)
    return (
      <main class="waiting">
        <p role="alert">{texts.why[unpacked.why]}</p>
      </main>
    );
  return <Program key={unpacked.source} source={unpacked.source} />;
}
