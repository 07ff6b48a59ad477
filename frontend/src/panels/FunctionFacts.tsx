// One function in the inspector: what it received, sent and saved, and where its edges go.

import { useMemo } from "preact/hooks";
import { About } from "../findings/About";
import { JacobianOfFunction } from "../jacobian/Jacobian";
import { RunHere } from "../linking/RunHere";
import { Broadcast } from "../memory/Broadcast";
import { nameOf } from "../narration/facts";
import { targetOf } from "../narration/sent";
import type { Player } from "../player/player";
import { functionOf, valueAt } from "../recording/lookup";
import type { Function as GradFunction, Recording } from "../recording/types.gen";
import { Rule } from "../rules/Rule";
import { Arrivals } from "./Arrivals";
import { Edges } from "./Edges";
import { Fold } from "./Fold";
import { stageOf } from "./functionNow";
import { runsOf, scopePath } from "./history";
import { Origin } from "./Origin";
import { SavedValues } from "./SavedValues";
import { Seek } from "./Seek";
import type { PanelTexts } from "./texts";
import { ValueTable } from "./ValueTable";

type FactsProps = { player: Player; id: string; texts: PanelTexts; rests: boolean };

export function FunctionFacts({ player, id, texts, rests }: FactsProps) {
  const { recording } = player;
  const row = functionOf(recording, id);
  const props = { player, row, texts };
  return (
    <Fold kind={row.name} rests={rests}>
      <header class="subject">
        <h2>
          <Broken name={row.name} />
          <em>{texts.state[stageOf(recording, player.state.value, row)]}</em>
        </h2>
        <Origin {...{ recording, texts }} span={row.span} />
        <RunHere player={player} node={{ kind: "function", id }} />
      </header>
      <About player={player} id={id} />
      <Rule player={player} row={row} />
      <Broadcast player={player} of={{ kind: "function", id }} />
      <JacobianOfFunction player={player} row={row} />
      <section class="sec">
        <h3>{texts.received}</h3>
        <Received {...props} />
      </section>
      {row.inputs.length > 0 && (
        <section class="sec">
          <h3>{texts.sent}</h3>
          <Sent {...props} />
        </section>
      )}
      {!row.variable && (
        <section class="sec">
          <h3>{texts.saved}</h3>
          <SavedValues {...props} />
          <Freed {...props} />
        </section>
      )}
      {row.inputs.length > 0 && (
        <section class="sec">
          <h3>{texts.edges}</h3>
          <Edges {...props} />
        </section>
      )}
      <Runs {...props} />
      {row.variable && (
        <section class="sec">
          <p>
            {texts.accumulates} <code>{nameOf(recording, player.state.value, row.variable)}.grad</code>
          </p>
        </section>
      )}
    </Fold>
  );
}

/** A name that goes on in the next line, if it must, with the word that all functions end with. */
function Broken({ name }: { name: string }) {
  const end = name.lastIndexOf("Backward");
  return (
    <span>
      {name.slice(0, Math.max(end, 0))}
      {end > 0 && <wbr />}
      {name.slice(Math.max(end, 0))}
    </span>
  );
}

type Props = { player: Player; row: GradFunction; texts: PanelTexts };

/** When the saved values were let go of. */
function Freed({ player, row, texts }: Props) {
  const { freed } = useMemo(() => runsOf(player.recording, row.id), [player, row]);
  if (freed === null || freed > player.position.value || row.saved.length === 0) return null;
  return (
    <p class="q">
      {texts.freedAt} <Seek player={player} position={freed} texts={texts} />
    </p>
  );
}

/** What is known of the function itself, and every time that it ran. */
function Runs({ player, row, texts }: Props) {
  const { recording } = player;
  const { ran } = useMemo(() => runsOf(recording, row.id), [recording, row]);
  const scopes = scopePath(recording, row.scope);
  return (
    <section class="sec">
      <h3>{texts.facts}</h3>
      <dl class="facts">
        {row.sequence_nr !== null && (
          <div>
            <dt>_sequence_nr()</dt>
            <dd>{row.sequence_nr}</dd>
          </div>
        )}
        {row.made_by !== null && (
          <div>
            <dt>create_graph</dt>
            <dd>{texts.madeBy(row.made_by)}</dd>
          </div>
        )}
        {scopes.length > 0 && (
          <div>
            <dt>{texts.scope}</dt>
            <dd>{scopes.join(" › ")}</dd>
          </div>
        )}
        {ran.length > 0 && (
          <div>
            <dt>{texts.ran}</dt>
            <dd>
              {ran.map(({ call, position }, n) => (
                <span key={position}>
                  {n > 0 && texts.comma}
                  <Seek player={player} position={position} texts={texts} />
                  {ran.length > 1 && ` (${texts.call(call)})`}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** While gradients gather: those that have come. Once it ran: what it was given and, where several met, each of them. */
function Received({ player, row, texts }: Props) {
  const now = player.state.value.functions[row.id];
  const arrivals = now?.arrivals ?? [];
  const gathering = arrivals.length > 0 && arrivals[0]?.call !== now?.ran;
  if (gathering || now?.ran == null) {
    const outputs = [...new Set(arrivals.map((arrival) => arrival.output_nr))].sort((a, b) => a - b);
    if (outputs.length === 0) return <p class="q">{texts.notYet}</p>;
    return (
      <>
        <p class="q">{texts.gathering}</p>
        {outputs.map((output) => (
          <Arrivals key={output} {...{ player, texts, output }} fn={row.id} />
        ))}
      </>
    );
  }
  return (
    <>
      {now.received.map((index, output) => (
        <div key={output}>
          <Gradient
            {...{ recording: player.recording, index, texts }}
            label={now.received.length > 1 ? texts.output(output) : ""}
          />
          {arrivals.filter((arrival) => arrival.output_nr === output).length > 1 && (
            <details class="terms" open>
              <summary>{texts.sumOf}</summary>
              <Arrivals {...{ player, texts, output }} fn={row.id} total={false} />
            </details>
          )}
        </div>
      ))}
    </>
  );
}

function Sent({ player, row, texts }: Props) {
  const { recording } = player;
  const state = player.state.value;
  const now = state.functions[row.id];
  if (now?.ran == null) return <p class="q">{texts.notYet}</p>;
  return (
    <>
      {row.inputs.map((edge, input) => {
        if (edge.kind === "constant") return null;
        const argument = edge.argument ?? texts.input(input);
        const target = targetOf(recording, state, edge);
        return (
          <Gradient
            key={input}
            {...{ recording, texts }}
            label={target ? `${argument}${texts.comma}${texts.to} ${target}` : argument}
            index={now.sent[input] ?? null}
          />
        );
      })}
    </>
  );
}

type GradientProps = { recording: Recording; index: number | null; label: string; texts: PanelTexts };

function Gradient({ recording, index, label, texts }: GradientProps) {
  return (
    <div class="passed">
      {label && <span class="slice">{label}</span>}
      {index === null ? (
        <p class="q">{texts.none}</p>
      ) : (
        <ValueTable value={valueAt(recording, index)} gradient />
      )}
    </div>
  );
}
