// One tensor in the inspector.

import type { ComponentChildren } from "preact";
import { About } from "../findings/About";
import { JacobianOfTensor } from "../jacobian/Jacobian";
import { Bindings } from "../linking/Bindings";
import { Contributors } from "../linking/Contributors";
import { RunHere } from "../linking/RunHere";
import { Broadcast } from "../memory/Broadcast";
import { Memory } from "../memory/Memory";
import { nameOf } from "../narration/facts";
import type { Player } from "../player/player";
import type { State, TensorState } from "../recording/fold";
import { formatShape } from "../recording/format";
import { functionOf, tensorOf, valueAt } from "../recording/lookup";
import type { Tensor } from "../recording/types.gen";
import { Arrivals } from "./Arrivals";
import { Fold } from "./Fold";
import { scopePath } from "./history";
import { LeafRules } from "./LeafRules";
import { Origin } from "./Origin";
import { Pick } from "./Pick";
import { Seek } from "./Seek";
import { Account, Flags, Names, Passes, Versions } from "./TensorHistory";
import { kindOf, whyNone } from "./tensorNow";
import type { PanelTexts } from "./texts";
import { ValueTable } from "./ValueTable";

type Props = { player: Player; id: string; texts: PanelTexts };

export function TensorFacts({ player, id, texts, rests }: Props & { rests: boolean }) {
  const { recording } = player;
  const state = player.state.value;
  const now = state.tensors[id];
  if (!now) return null;
  const row = tensorOf(recording, id);
  const passing = now.is_leaf ? null : now.grad_fn;
  const arrived = passing && state.functions[passing]?.arrivals.some((a) => a.output_nr === now.output_nr);
  return (
    <Fold kind={`${kindOf(recording, state, id)} ${formatShape(now.shape)}`} rests={rests}>
      <header class="subject">
        <h2>
          <code>{nameOf(recording, state, id)}</code>
          <em>{texts.kind[kindOf(recording, state, id)]}</em>
        </h2>
        <Origin {...{ recording, texts }} span={row.span} />
        <RunHere player={player} node={{ kind: "tensor", id }} />
      </header>
      <About player={player} id={id} />
      {player.selection.value?.part && <Contributors player={player} id={id} />}
      <section class="sec">
        <h3>{texts.value}</h3>
        <ValueTable value={valueAt(recording, now.value)} />
      </section>
      <section class="sec">
        <h3>.grad</h3>
        {now.grad === null ? (
          <WhyNone {...{ player, id, texts }} />
        ) : (
          <ValueTable value={valueAt(recording, now.grad)} gradient />
        )}
        <Account {...{ player, id, texts }} />
      </section>
      {passing && arrived && (
        <section class="sec">
          <h3>{texts.passing}</h3>
          <Arrivals {...{ player, texts }} fn={passing} output={now.output_nr} />
        </section>
      )}
      <LeafRules now={now} texts={texts} />
      <JacobianOfTensor player={player} id={id} />
      <Passes {...{ player, id, texts }} />
      <Versions {...{ player, id, texts }} />
      <Bindings player={player} id={id} />
      <section class="sec">
        <h3>{texts.facts}</h3>
        <dl class="facts">
          {factsOf(player, state, row, now, texts).map(([name, fact]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Memory player={player} id={id} />
      <Broadcast player={player} of={{ kind: "tensor", id }} />
      <Names {...{ player, id, texts }} />
      <Flags {...{ player, id, texts }} />
    </Fold>
  );
}

function WhyNone({ player, id, texts }: Props) {
  const reason = whyNone(player.recording, player.state.value, id);
  return (
    <p class="q">
      {texts.noGrad[reason.why]}
      {"position" in reason && (
        <>
          {" "}
          <Seek player={player} position={reason.position} texts={texts} />
        </>
      )}
    </p>
  );
}

type Fact = [name: string, fact: ComponentChildren];

function factsOf(player: Player, state: State, row: Tensor, now: TensorState, texts: PanelTexts): Fact[] {
  const { recording } = player;
  const scopes = scopePath(recording, row.scope);
  const tensor = (id: string) => (
    <Pick player={player} kind="tensor" id={id}>
      {nameOf(recording, state, id)}
    </Pick>
  );
  const facts: (Fact | null)[] = [
    ["shape", formatShape(now.shape, texts.scalar)],
    ["dtype", valueAt(recording, now.value).dtype],
    ["device", row.device],
    ["is_leaf", python(now.is_leaf)],
    ["requires_grad", python(now.requires_grad)],
    [
      "grad_fn",
      now.grad_fn ? (
        <Pick player={player} kind="function" id={now.grad_fn}>
          {functionOf(recording, now.grad_fn).name}
        </Pick>
      ) : (
        "None"
      ),
    ],
    ["retains_grad", python(now.retains_grad)],
    now.version === null ? null : ["_version", String(now.version)],
    row.base ? [texts.views, tensor(row.base)] : null,
    scopes.length > 0 ? [texts.scope, scopes.join(" › ")] : null,
  ];
  return facts.filter((fact) => fact !== null);
}

const python = (flag: boolean) => (flag ? "True" : "False");
