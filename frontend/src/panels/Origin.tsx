// The expression that made a tensor or a function, and its line.

import { sourceOf } from "../narration/facts";
import type { Recording, Span } from "../recording/types.gen";
import type { PanelTexts } from "./texts";

export function Origin({
  recording,
  span,
  texts,
}: {
  recording: Recording;
  span: Span | null;
  texts: PanelTexts;
}) {
  if (!span) return null;
  return (
    <p>
      {texts.from} <code>{sourceOf(recording, span)}</code> {texts.line(span.line)}
    </p>
  );
}
