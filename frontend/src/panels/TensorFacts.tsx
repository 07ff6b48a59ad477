// One tensor in the inspector.

import { nameOf, sourceOf } from "../narration/facts";
import type { Player } from "../player/player";
import { formatShape } from "../recording/format";
import { functionOf, tensorOf, valueAt } from "../recording/lookup";
import type { PanelTexts } from "./texts";
import { ValueTable } from "./ValueTable";

export function TensorFacts({ player, id, texts }: { player: Player; id: string; texts: PanelTexts }) {
  const { recording } = player;
  const state = player.state.value;
  const now = state.tensors[id];
  const row = tensorOf(recording, id);
  if (!now) return null;
  const source = sourceOf(recording, row.span);
  const kind = row.is_parameter ? texts.parameter : now.is_leaf ? texts.leaf : texts.nonLeaf;
  const facts: [string, string][] = [
    ["shape", `${formatShape(now.shape)}  ${row.dtype}`],
    ["device", row.device],
    ["is_leaf", python(now.is_leaf)],
    ["requires_grad", python(now.requires_grad)],
    ["grad_fn", now.grad_fn ? functionOf(recording, now.grad_fn).name : "None"],
  ];
  if (!now.is_leaf) facts.push(["retains_grad", python(now.retains_grad)]);
  if (now.version !== null) facts.push(["_version", String(now.version)]);
  if (now.strides && now.shape.length > 0) facts.push(["stride()", `(${now.strides.join(", ")})`]);
  if (now.offset) facts.push(["storage_offset()", String(now.offset)]);
  if (row.base) facts.push([texts.views, nameOf(recording, state, row.base)]);
  const none = !now.requires_grad
    ? texts.gradUntracked
    : now.is_leaf || now.retains_grad
      ? texts.gradWaits
      : texts.gradNotKept;
  return (
    <>
      <header class="subject">
        <h2>
          <code>{nameOf(recording, state, id)}</code>
          <em>{kind}</em>
        </h2>
        {row.span && (
          <p>
            {texts.from} <code>{source}</code> {texts.line(row.span.line)}
          </p>
        )}
      </header>
      <section class="sec">
        <h3>{texts.value}</h3>
        <ValueTable value={valueAt(recording, now.value)} />
      </section>
      <section class="sec">
        <h3>.grad</h3>
        {now.grad === null ? (
          <p class="q">{none}</p>
        ) : (
          <ValueTable value={valueAt(recording, now.grad)} gradient />
        )}
      </section>
      <section class="sec">
        <h3>{texts.facts}</h3>
        <dl class="facts">
          {facts.map(([name, fact]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{fact}</code>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

const python = (flag: boolean) => (flag ? "True" : "False");
