// One function in the inspector: what it received, sent and saved, and where its edges go.

import { Icon } from "../icons/Icon";
import { nameOf, sourceOf, targetOf } from "../narration/facts";
import type { Player } from "../player/player";
import type { State } from "../recording/fold";
import { formatNumber, formatShape } from "../recording/format";
import { functionOf, valueAt } from "../recording/lookup";
import type { Edge, Function as GradFunction, Recording, Saved, Step } from "../recording/types.gen";
import type { PanelTexts } from "./texts";
import { ValueTable } from "./ValueTable";

type Props = { player: Player; id: string; texts: PanelTexts };

export function FunctionFacts({ player, id, texts }: Props) {
  const { recording } = player;
  const state = player.state.value;
  const row = functionOf(recording, id);
  const now = state.functions[id];
  const ran = now?.ran != null;
  return (
    <>
      <header class="subject">
        <h2>
          {row.name}
          <em>
            {
              texts.state[
                stateOf(player.step.value, id, Boolean(ran), Boolean(now?.freed && row.saved.length))
              ]
            }
          </em>
        </h2>
        {row.span && (
          <p>
            {texts.from} <code>{sourceOf(recording, row.span)}</code> {texts.line(row.span.line)}
          </p>
        )}
      </header>
      <section class="sec">
        <h3>{texts.received}</h3>
        {ran ? (
          now?.received.map((index, n) => (
            <Gradient
              key={n}
              label={now.received.length > 1 ? texts.output(n) : ""}
              {...{ recording, index, texts }}
            />
          ))
        ) : (
          <p class="q">{texts.notYet}</p>
        )}
      </section>
      {row.inputs.length > 0 && (
        <section class="sec">
          <h3>{texts.sent}</h3>
          {ran ? (
            row.inputs.map((edge, n) =>
              edge.kind === "function" ? (
                <Gradient
                  key={n}
                  label={label(recording, state, edge, n, texts)}
                  index={now?.sent[n] ?? null}
                  {...{ recording, texts }}
                />
              ) : null,
            )
          ) : (
            <p class="q">{texts.notYet}</p>
          )}
        </section>
      )}
      <section class="sec">
        <h3>{texts.saved}</h3>
        {row.saved.length === 0 ? (
          <p class="q">{texts.savedNothing}</p>
        ) : (
          <SavedList {...{ recording, state, row, texts }} freed={Boolean(now?.freed)} />
        )}
      </section>
      {row.inputs.length > 0 && (
        <section class="sec">
          <h3>{texts.edges}</h3>
          <ul class="edges">
            {row.inputs.map((edge, n) => (
              <li key={n}>
                <code>{edge.argument ?? texts.input(n)}</code> → {edgeText(recording, state, edge, texts)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function stateOf(step: Step | null, id: string, ran: boolean, freed: boolean): keyof PanelTexts["state"] {
  if (step?.type === "node" && step.function === id) return "running";
  if (
    (step?.type === "error" && step.function === id) ||
    (step?.type === "backward_end" && step.failed === id)
  )
    return "stopped";
  if (freed) return "freed";
  return ran ? "ran" : "created";
}

function label(recording: Recording, state: State, edge: Edge, n: number, texts: PanelTexts): string {
  const argument = edge.argument ?? texts.input(n);
  const target = targetOf(recording, state, edge);
  return target ? `${argument}, ${texts.to} ${target}` : argument;
}

function edgeText(recording: Recording, state: State, edge: Edge, texts: PanelTexts): string {
  if (edge.kind === "constant") {
    const what = edge.tensor
      ? nameOf(recording, state, edge.tensor)
      : edge.constant == null
        ? "None"
        : formatNumber(edge.constant);
    return `${what}: ${texts.constant}`;
  }
  const target = functionOf(recording, edge.function);
  if (target.variable)
    return `${target.name}, ${texts.accumulates} ${nameOf(recording, state, target.variable)}.grad`;
  const tensor = targetOf(recording, state, edge);
  return tensor && tensor !== target.name ? `${target.name}, ${texts.madeTensor} ${tensor}` : target.name;
}

function Gradient({
  recording,
  index,
  label: heading,
  texts,
}: {
  recording: Recording;
  index: number | null;
  label: string;
  texts: PanelTexts;
}) {
  return (
    <div class="gradient">
      {heading && <span class="slice">{heading}</span>}
      {index === null ? (
        <p class="q">{texts.none}</p>
      ) : (
        <ValueTable value={valueAt(recording, index)} gradient />
      )}
    </div>
  );
}

type SavedProps = {
  recording: Recording;
  state: State;
  row: GradFunction;
  freed: boolean;
  texts: PanelTexts;
};

function SavedList({ recording, state, row, freed, texts }: SavedProps) {
  return (
    <div class="saved">
      {row.saved.map((saved) => (
        <div key={saved.name}>
          <code>{saved.name}</code>
          <span>{savedText(recording, state, saved)}</span>
          <SavedState {...{ state, saved, freed, texts }} />
        </div>
      ))}
    </div>
  );
}

function savedText(recording: Recording, state: State, saved: Saved): string {
  if (saved.kind === "constant") return saved.text;
  if (saved.kind === "hidden") return "";
  const { shape, first } = valueAt(recording, saved.value);
  const what = shape.length === 0 && first[0] !== undefined ? formatNumber(first[0]) : formatShape(shape);
  return saved.tensor ? `${nameOf(recording, state, saved.tensor)}  ${what}` : what;
}

function SavedState({
  state,
  saved,
  freed,
  texts,
}: {
  state: State;
  saved: Saved;
  freed: boolean;
  texts: PanelTexts;
}) {
  if (saved.kind === "constant") return <span />;
  if (freed) return <span class="ok">{texts.freed}</span>;
  if (saved.kind === "hidden") return <span class="ok">{texts.unreadable}</span>;
  const current = saved.tensor ? (state.tensors[saved.tensor]?.version ?? null) : null;
  if (saved.version === null || current === null) return <span class="ok">{texts.held}</span>;
  if (saved.version === current) {
    return (
      <span class="ok">
        <Icon name="check" />
        {texts.unchanged(saved.version)}
      </span>
    );
  }
  return (
    <span class="ok bad">
      <Icon name="alert" />
      {texts.changed(saved.version, current)}
    </span>
  );
}
