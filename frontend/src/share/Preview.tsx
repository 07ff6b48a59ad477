// A frame as another page would have it, and how high it wants to be.

import { useEffect, useRef, useState } from "preact/hooks";
import { saidIn } from "../frame/protocol";
import { type Choices, framePath, SANDBOX } from "./codes";
import { useShareTexts } from "./words";

/** Who changes several things at once waits for one frame. */
const REST_MS = 350;

interface Props {
  id: string;
  choices: Choices;
  onHeight: (height: number) => void;
}

export function Preview({ id, choices, onHeight }: Props) {
  const texts = useShareTexts();
  const frame = useRef<HTMLIFrameElement>(null);
  const wanted = framePath(id, choices);
  const [path, setPath] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setPath(wanted), REST_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent) => {
      const said = source === frame.current?.contentWindow ? saidIn(data) : null;
      if (said?.type === "resize") onHeight(said.height);
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [onHeight]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="in-page" aria-label={texts.preview} tabIndex={0}>
      <iframe
        key={path}
        ref={frame}
        src={path}
        title={texts.frameTitle}
        sandbox={SANDBOX}
        style={{
          width: choices.width === null ? "100%" : `${choices.width}px`,
          height: `${choices.height}px`,
        }}
      />
    </section>
  );
}
