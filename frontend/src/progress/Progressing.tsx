// What is said of a run: how far it has come, once the server has told of that, and until then what stands here.

import type { ComponentChildren } from "preact";
import { useLater } from "../find/useLater";
import type { Run } from "../session/session";

const loadStage = () => import("./Stage");

export function Progressing({ run, children }: { run: Run; children: ComponentChildren }) {
  const progress = run.kind === "running" ? run.progress : null;
  const later = useLater(progress !== null, loadStage);
  return <>{progress && later ? <later.Stage progress={progress} /> : children}</>;
}
