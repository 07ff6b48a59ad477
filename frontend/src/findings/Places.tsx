// Where a finding lies: its lines, steps, tensors and functions, each a link, and who had which part in it.

import type { ComponentChildren } from "preact";
import { lang } from "../i18n";
import { nameOf } from "../narration/facts";
import type { Player } from "../player/player";
import { refText } from "../player/refs";
import { functionOf } from "../recording/lookup";
import type { Finding, Place } from "../recording/types.gen";
import { Said } from "./Said";
import type { FindingTexts } from "./texts";

type Props = { player: Player; finding: Finding; texts: FindingTexts };

const MOST_NODES = 4;

export function Places({ player, finding, texts }: Props) {
  const { span, steps = [], tensors = [], functions = [], places = [] } = finding;
  const whole: Place = {
    says: { en: "", zh: "" },
    span,
    step: steps[0] ?? null,
  };
  const told = new Set(places.map(({ span: one }) => one?.line));
  return (
    <ul class="places">
      {places.map((place, n) => (
        <li key={n}>
          <span>
            <Said player={player} finding={finding} text={place.says[lang.value]} />
          </span>
          <Links {...{ player, place, texts }} />
        </li>
      ))}
      {(span === null ? steps.length > 0 : !told.has(span.line)) && (
        <li>
          <Links {...{ player, texts }} place={whole} />
        </li>
      )}
      <Nodes {...{ player, tensors, functions }} />
    </ul>
  );
}

function Links({ player, place, texts }: { player: Player; place: Place; texts: FindingTexts }) {
  const { span, step, tensor, function: fn } = place;
  const go = () => {
    if (step != null) player.seek(step + 1);
    else if (span) player.seekLine(span.line);
  };
  return (
    <span class="links">
      {span && (
        <button type="button" class="lk" data-line={span.line} onClick={go}>
          {texts.line(span.line)}
        </button>
      )}
      {step != null && (
        <button type="button" class="lk" onClick={() => player.seek(step + 1)}>
          {texts.step(step + 1)}
        </button>
      )}
      {tensor && <NodeLink player={player} kind="tensor" id={tensor} />}
      {fn && <NodeLink player={player} kind="function" id={fn} />}
    </span>
  );
}

function Nodes({ player, tensors, functions }: { player: Player; tensors: string[]; functions: string[] }) {
  const nodes: ComponentChildren[] = [
    ...tensors.slice(0, MOST_NODES).map((id) => <NodeLink key={id} player={player} kind="tensor" id={id} />),
    ...functions
      .slice(0, MOST_NODES)
      .map((id) => <NodeLink key={id} player={player} kind="function" id={id} />),
  ];
  if (nodes.length === 0) return null;
  return (
    <li>
      <span class="links">{nodes}</span>
    </li>
  );
}

function NodeLink({ player, kind, id }: { player: Player; kind: "tensor" | "function"; id: string }) {
  const { recording } = player;
  const name = kind === "tensor" ? nameOf(recording, player.state.value, id) : functionOf(recording, id).name;
  return (
    <button
      type="button"
      class="lk pick"
      data-ref={refText({ kind, id })}
      onClick={() => player.select({ kind, id })}
    >
      {name}
    </button>
  );
}
