// Groups: soft boxes around what a call, a module or an iteration made, or one box in its place. A press opens and closes them.

import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { Recording } from "../../recording/types.gen";
import { cut } from "../heading";
import type { PillLook } from "../lines";
import { Pressable } from "../Pressable";
import type { SceneTexts } from "../texts";
import type { Box } from "../viewport";
import type { Label } from "./scopeViews";
import { labelOf } from "./scopeViews";
import type { ScopeBox } from "./unfold";

const LABEL = 34;
const CLOSED = 36;
const RADIUS = 12;
const HEADER = 26;
const ICON = 9;
const MARGIN = 8;

type Props = {
  recording: Recording;
  box: ScopeBox;
  look: PillLook;
  texts: SceneTexts;
  toggle: () => void;
  reached: () => void;
};

/** The part of the picture that is seen, where it is seen through a camera. */
type Seen = ReadonlySignal<Box> | null;

/** The box around an open group. */
export function Frame({ box, look, inner }: { box: ScopeBox; look: PillLook; inner: boolean }) {
  const { x, y, width, height } = box;
  return (
    <rect
      class={`scope-o ${look} ${box.depth % 2 ? "odd" : "even"} ${inner ? "inner" : ""}`}
      {...{ x, y, width, height }}
      rx={RADIUS}
    />
  );
}

/** The label of an open group, over the lines that come in above it; it closes the group, and stays in sight beside it. */
export function Opened({ recording, box, look, texts, toggle, reached, seen }: Props & { seen: Seen }) {
  const { x, y, group } = box;
  const label = labelOf(recording, group);
  const along = useComputed(() => {
    const by = seen ? aside(box, label, seen.value) : 0;
    return `transform: translate(${by.toFixed(1)}px, 0)`;
  });
  return (
    <g class={`scope ${look}`} data-group={group.id} data-scope={group.scopes[0]} style={along}>
      <Pressable label={`${wordsOf(label)}, ${texts.close}`} press={toggle} reached={reached} expanded>
        <rect class="scope-press" x={x + 4} y={y + 3} width={pressed(label)} height={HEADER} rx={6} />
        <path class="scope-icon" d={`M${x + 12},${y + 16}h${ICON}`} />
        <text class="scope-l" x={x + 28} y={y + 20.5}>
          <Words label={label} />
        </text>
      </Pressable>
    </g>
  );
}

/** How far along a group's upper edge its label stands, so that it is in what is seen. */
const aside = ({ x, width }: ScopeBox, label: Label, seen: Box): number =>
  Math.min(Math.max(0, width - pressed(label) - 8), Math.max(0, seen.x + MARGIN - x));

/** Where the label of an open group stands. */
export function labelBox(recording: Recording, box: ScopeBox, seen: Box): Box {
  const label = labelOf(recording, box.group);
  return { x: box.x + aside(box, label, seen), y: box.y, width: pressed(label), height: HEADER + 3 };
}

/** The box that stands for a closed group. */
export function Closed({ recording, box, look, texts, toggle, reached }: Props) {
  const { x, y, width, group } = box;
  const label = labelOf(recording, group);
  const [middle, right] = [y + CLOSED / 2, x + width - 22];
  return (
    <g class={`scope closed fn ${look}`} data-group={group.id} data-scope={group.scopes[0]} data-state={look}>
      <Pressable label={`${wordsOf(label)}, ${texts.open}`} press={toggle} reached={reached} expanded={false}>
        {group.count > 1 && (
          <rect class="scope-behind" x={x + 5} y={y + 4} {...{ width }} height={CLOSED} rx={8} />
        )}
        {look === "now" && (
          <rect class="halo" x={x - 5} y={y - 5} width={width + 10} height={CLOSED + 10} rx={13} />
        )}
        <rect class="fn-o" {...{ x, y, width }} height={CLOSED} rx={8} />
        <text class="scope-l" x={x + 14} y={middle + 5}>
          <Words label={label} />
        </text>
        <path class="scope-icon" d={`M${right},${middle}h${ICON}m${-ICON / 2},${-ICON / 2}v${ICON}`} />
      </Pressable>
    </g>
  );
}

function Words({ label }: { label: Label }) {
  const { strong, code, count } = label;
  return (
    <>
      {strong && <tspan class="fn-l">{cut(strong, LABEL)}</tspan>}
      {code && (
        <tspan class="fn-e" dx={strong ? 8 : 0}>
          {cut(code, Math.max(4, LABEL - strong.length))}
        </tspan>
      )}
      {count && (
        <tspan class="fn-l" dx={8}>
          {count}
        </tspan>
      )}
    </>
  );
}

const wordsOf = ({ strong, code, count }: Label) => [strong, code, count].filter(Boolean).join(" ");

const pressed = (label: Label) => 40 + 8.4 * Math.min(LABEL + 6, wordsOf(label).length);
