// In the picture: a mark on the corner of each card and function that a finding begins with, once it has happened.

import { lang } from "../i18n";
import { useFindingTexts } from "../i18n/page";
import { lastOf } from "../recording/latest";
import type { Finding, PlacedNode } from "../recording/types.gen";
import { failedIn } from "../scene/affairs";
import type { Moment } from "../scene/moment";
import { Pressable } from "../scene/Pressable";
import type { ScopeBox } from "../scene/scopes/unfold";
import type { Beside } from "../scene/World";
import { open } from "./opened";
import { findingsOf, positionOf } from "./order";
import { Shape } from "./Shape";

const SIZE = 20;

type Marked = { id: string; finding: Finding; x: number; y: number };
type Shown = Pick<Beside, "closed" | "shows">;

/**
 * The gravest finding of each box that one begins with, but none where the picture shows itself that backward stopped.
 * What is in a closed group is marked on the group.
 */
export function marksOn(
  { recording, position, step }: Moment,
  nodes: readonly PlacedNode[],
  { closed, shows }: Shown,
): Marked[] {
  const hidden = closed.length > 0 ? (recording.layout?.nodes ?? []) : [];
  const failed = failedIn(step);
  const taken = new Set<string>();
  return findingsOf(recording).flatMap((finding) => {
    const since = positionOf(finding);
    if (since !== null && since > position) return [];
    const [fn, tensor] = [finding.functions?.[0], finding.tensors?.[0]];
    const among = (all: readonly PlacedNode[]) => {
      const pill = fn === undefined ? undefined : all.find((node) => isPill(node) && node.function === fn);
      return pill ?? lastOf(all, ({ kind, tensor: id }) => id === tensor && isCard(kind));
    };
    const node = among(nodes);
    const inside = node ?? among(hidden);
    const group = node ? undefined : inside && closed.find((box) => box.group.id === shows(inside.id));
    const id = node?.id ?? group?.group.id;
    if (id === undefined || taken.has(id) || (failed !== null && inside?.function === failed)) return [];
    taken.add(id);
    const at = node ? (isPill(node) && node.function === fn ? endOf(node) : cornerOf(node)) : null;
    return [{ id, finding, ...(at ?? cornerOf({ ...(group as ScopeBox), kind: "function" })) }];
  });
}

const isPill = ({ kind }: PlacedNode) => kind === "unit" || kind === "function";
const isCard = (kind: PlacedNode["kind"]) => kind === "unit" || kind === "leaf" || kind === "output";

type Corner = Pick<PlacedNode, "kind" | "x" | "y" | "width" | "pill_height">;

/** The upper right corner of a card, under its pill where it has one. */
const cornerOf = ({ kind, x, y, width, pill_height = 0 }: Corner) => ({
  x: x + width - 1,
  y: y + (kind === "unit" ? pill_height : 0) + 1,
});

/** On the upper edge of a pill, at its right end. */
const endOf = ({ x, y, width, pill_width }: PlacedNode) => ({
  // Beside the tick of what has run.
  x: x + (width + (pill_width || width)) / 2 - 3,
  y: y - 1,
});

export function NodeMarks({ moment, layout, closed, shows }: Beside) {
  const texts = useFindingTexts();
  return (
    <>
      {marksOn(moment, layout.nodes, { closed, shows }).map(({ id, finding, x, y }) => (
        <g key={id} class="finding-mark" transform={`translate(${x - SIZE / 2},${y - SIZE / 2})`}>
          <Pressable
            label={texts.mark(
              texts.severity[finding.severity],
              finding.title[lang.value].replaceAll("`", ""),
            )}
            press={() => open(finding)}
            reached={() => undefined}
          >
            <circle class="hit" cx={SIZE / 2} cy={SIZE / 2} r={14} />
            <Shape severity={finding.severity} />
          </Pressable>
        </g>
      ))}
    </>
  );
}
