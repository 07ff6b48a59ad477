// The graph for those who do not see it: its tensors, functions and steps as tables.

import "../styles/text.css";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { usePageTexts, usePanelTexts } from "../i18n/page";
import { useSceneTexts, useSentences } from "../i18n/player";
import { narrate } from "../narration/narrate";
import { plain } from "../narration/segments";
import { stageOf } from "../panels/functionNow";
import { Pick } from "../panels/Pick";
import { kindOf } from "../panels/tensorNow";
import type { Player, Selection } from "../player/player";
import { refText } from "../player/refs";
import { formatShape } from "../recording/format";
import { functionOf } from "../recording/lookup";
import type { Value } from "../recording/types.gen";
import { functionRows, numbersOf, tensorRows } from "./rows";

const PAGE = 100;

export function TextView({ player }: { player: Player }) {
  const texts = usePageTexts().text;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="textview" aria-label={texts.title} tabIndex={0}>
      <Tensors player={player} />
      <Functions player={player} />
      <Steps player={player} />
    </section>
  );
}

function useWriting(): (value: Value) => string {
  const { hidden } = useSceneTexts();
  return (value) => numbersOf(value, (why) => hidden[why]);
}

function Tensors({ player }: { player: Player }) {
  const texts = usePageTexts().text;
  const panels = usePanelTexts();
  const { recording } = player;
  const state = player.state.value;
  const rows = tensorRows(recording, state, useWriting(), "None");
  const { tensor: head } = texts.columns;
  return (
    <Paged
      caption={texts.tensors(rows.length)}
      heads={[head.name, head.kind, head.value, ".grad", "grad_fn", head.line]}
      rows={rows}
      draw={({ id, name, source, shape, dtype, value, grad, fn, line }) => (
        <NodeRow key={id} player={player} node={{ kind: "tensor", id }} name={name} source={source}>
          <td>{`${panels.kind[kindOf(recording, state, id)]}${panels.comma}${formatShape(shape, panels.scalar)} ${dtype}`}</td>
          <td data-head={head.value}>{value}</td>
          <td data-head=".grad">{grad}</td>
          <td data-head="grad_fn">
            {fn ? (
              <Pick player={player} kind="function" id={fn}>
                {functionOf(recording, fn).name}
              </Pick>
            ) : (
              "None"
            )}
          </td>
          <td data-head={head.line}>{line}</td>
        </NodeRow>
      )}
    />
  );
}

function Functions({ player }: { player: Player }) {
  const texts = usePageTexts().text;
  const panels = usePanelTexts();
  const { recording } = player;
  const state = player.state.value;
  const rows = functionRows(recording, state, useWriting(), panels.none);
  if (rows.length === 0) return null;
  const { fn: head } = texts.columns;
  return (
    <Paged
      caption={texts.functions(rows.length)}
      heads={[head.name, head.state, head.sends, head.received, head.sent, head.line]}
      rows={rows}
      draw={({ id, name, source, targets, received, sent, line }) => (
        <NodeRow key={id} player={player} node={{ kind: "function", id }} name={name} source={source}>
          <td>{panels.state[stageOf(recording, state, functionOf(recording, id))]}</td>
          <td data-head={head.sends}>{targets.join(", ")}</td>
          <td data-head={head.received}>{received.join("; ")}</td>
          <td data-head={head.sent}>{sent.join("; ")}</td>
          <td data-head={head.line}>{line}</td>
        </NodeRow>
      )}
    />
  );
}

interface NodeRowProps {
  player: Player;
  node: Selection;
  name: string;
  source: string;
  children: ComponentChildren;
}

function NodeRow({ player, node, name, source, children }: NodeRowProps) {
  return (
    <tr data-ref={refText(node)} aria-current={player.selection.value?.id === node.id ? "true" : undefined}>
      <th scope="row">
        <Pick player={player} {...node}>
          <code>{name}</code>
        </Pick>
        {source !== "" && source !== name && <code class="q">{source}</code>}
      </th>
      {children}
    </tr>
  );
}

function Steps({ player }: { player: Player }) {
  const texts = usePageTexts().text;
  const words = useSentences();
  const { recording } = player;
  const position = player.position.value;
  const { step: head } = texts.columns;
  return (
    <Paged
      caption={texts.steps(recording.steps.length)}
      heads={[head.number, head.sentence, head.line]}
      rows={recording.steps}
      at={position - 1}
      draw={({ index, span }) => (
        <tr key={index} aria-current={index + 1 === position ? "step" : undefined}>
          <th scope="row">
            <button type="button" class="lk" onClick={() => player.seek(index + 1)}>
              {index + 1}
            </button>
          </th>
          <td>{plain(narrate(player, index + 1, words))}</td>
          <td data-head={head.line}>{span?.line}</td>
        </tr>
      )}
    />
  );
}

interface PagedProps<Row> {
  caption: string;
  heads: readonly string[];
  rows: readonly Row[];
  /** The row that is to be on the page. */
  at?: number;
  draw: (row: Row) => ComponentChildren;
}

/** A table, a hundred rows at a time. */
function Paged<Row>({ caption, heads, rows, at = 0, draw }: PagedProps<Row>) {
  const texts = usePageTexts().text;
  const [page, setPage] = useState(Math.floor(at / PAGE));
  useEffect(() => setPage(Math.floor(at / PAGE)), [at]);
  const from = Math.min(page * PAGE, Math.max(0, rows.length - 1));
  const to = Math.min(from + PAGE, rows.length);
  return (
    <>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.slice(from, to).map(draw)}</tbody>
      </table>
      {rows.length > PAGE && (
        <p class="pages">
          <button
            type="button"
            class="btn"
            aria-disabled={from === 0}
            onClick={() => setPage(Math.max(0, page - 1))}
          >
            {texts.earlier}
          </button>
          {texts.range(from + 1, to, rows.length)}
          <button
            type="button"
            class="btn"
            aria-disabled={to === rows.length}
            onClick={() => to < rows.length && setPage(page + 1)}
          >
            {texts.later}
          </button>
        </p>
      )}
    </>
  );
}
