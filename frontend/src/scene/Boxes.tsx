// A box of the picture: a card with its function, a function alone, or a chip, as it stands at a position.

import type { Player } from "../player/player";
import { functionOf, tensorOf } from "../recording/lookup";
import type { PlacedNode } from "../recording/types.gen";
import { also } from "../still/also";
import { Card, titleOf } from "./Card";
import { Chip } from "./Chip";
import { type CardView, cardView } from "./cards";
import { gradientPort } from "./geometry";
import { type PillLook, pillLook } from "./lines";
import { Meeting } from "./Meeting";
import type { Moment } from "./moment";
import { Pill } from "./Pill";
import { Pressable } from "./Pressable";
import { Taken } from "./Taken";
import { takenAt } from "./taken";
import type { SceneTexts } from "./texts";
import type { Drawn } from "./useDrawings";

type NodeProps = {
  player: Player;
  node: PlacedNode;
  moment: Moment;
  texts: SceneTexts;
  drawn: Drawn;
  selected: string;
  reveal: (node: PlacedNode) => void;
};

export function Node({ player, node, moment, texts, drawn, selected, reveal }: NodeProps) {
  const { recording } = player;
  const { state } = moment;
  const reached = () => reveal(node);
  const select = (kind: "tensor" | "function", id: string) => () =>
    player.select(selected === id ? null : { kind, id });
  if (node.kind === "constant" || node.kind === "use") {
    const there = state.functions[node.function ?? ""] !== undefined;
    const tracked = node.tensor ? tensorOf(recording, node.tensor).requires_grad : false;
    const name = node.tensor ? titleOf(recording, state, node.tensor) : "";
    const runs = there && node.function ? lookOf(moment, node.function) : "";
    const look = `${there ? "done" : "future"} ${runs === "now" ? "runs" : ""} ${node.tensor === selected ? "selected" : ""}`;
    const draw = () => {
      const chip = <Chip node={node} name={name} look={look} leafTracked={tracked} texts={texts} />;
      if (!node.tensor) return chip;
      return (
        <Pressable label={`${name}, ${texts.use}`} press={select("tensor", node.tensor)} reached={reached}>
          {chip}
        </Pressable>
      );
    };
    return __STILL__ ? draw() : drawn(node.id, [look, name, texts.constant], draw);
  }
  const view = node.tensor ? cardView(moment, node) : null;
  const look = node.function && node.kind !== "output" ? lookOf(moment, node.function) : null;
  const isSelected = selected !== "" && (node.tensor === selected || node.function === selected);
  const base = node.tensor ? tensorOf(recording, node.tensor).base : null;
  const taken = __STILL__ ? null : takenAt(moment, node);
  const Met = __STILL__ ? also.Meeting : Meeting;
  const called = [node.tensor, base].map((id) => id && titleOf(recording, state, id));
  const draw = () => (
    <g class={isSelected ? "selected" : ""}>
      {__STILL__ ? also.taken?.(moment, node) : taken && <Taken node={node} view={taken} />}
      {view && node.tensor && (
        <Pressable
          label={cardLabel(called[0] as string, view, texts)}
          press={select("tensor", node.tensor)}
          reached={reached}
        >
          <Card recording={recording} node={node} view={view} texts={texts} state={state} />
          {Met && view.meets && <Met x={gradientPort(node)} y={node.y + node.height} />}
        </Pressable>
      )}
      {look && node.function && (
        <Pressable
          label={functionOf(recording, node.function).name}
          press={select("function", node.function)}
          reached={reached}
        >
          <Pill {...{ recording, node, look, texts }} />
        </Pressable>
      )}
    </g>
  );
  return __STILL__ ? draw() : drawn(node.id, [view, look, isSelected, texts.leaf, called, taken], draw);
}

/** In a still picture of the first step there are no functions yet. */
const lookOf = (moment: Moment, id: string): PillLook =>
  (__STILL__ ? also.pillLook : pillLook)?.(moment, id) ?? "future";

function cardLabel(name: string, view: CardView, texts: SceneTexts): string {
  const kind = view.leaf ? (view.tracked ? texts.leaf : texts.untracked) : "";
  return [name, kind, view.grad.style === "none" ? "" : `${texts.grad} ${texts[view.grad.word]}`]
    .filter(Boolean)
    .join(", ");
}
