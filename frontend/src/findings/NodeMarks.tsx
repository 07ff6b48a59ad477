// In the picture: a mark on the corner of each card and function that a finding begins with, once it has happened.

import { lang } from "../i18n";
import { useFindingTexts } from "../i18n/page";
import type { Finding, PlacedNode } from "../recording/types.gen";
import { failedIn, type Moment } from "../scene/moment";
import { Pressable } from "../scene/Pressable";
import type { Beside } from "../scene/World";
import { open } from "./opened";
import { findingsOf, positionOf } from "./order";
import { Shape } from "./Shape";

const SIZE = 20;

type Marked = { node: PlacedNode; finding: Finding; x: number; y: number };

/** The gravest finding of each box that one begins with, but none where the picture shows itself that backward stopped. */
export function marksOn({ recording, position, step }: Moment, nodes: readonly PlacedNode[]): Marked[] {
  const failed = failedIn(step);
  const taken = new Set<string>();
  return findingsOf(recording).flatMap((finding) => {
    const at = positionOf(finding);
    if (at !== null && at > position) return [];
    const [fn, tensor] = [finding.functions?.[0], finding.tensors?.[0]];
    const pill = fn === undefined ? undefined : nodes.find((node) => isPill(node) && node.function === fn);
    const node = pill ?? (tensor && nodes.findLast(({ kind, tensor: id }) => id === tensor && isCard(kind)));
    if (!node || taken.has(node.id) || (failed !== null && node.function === failed)) return [];
    taken.add(node.id);
    return [{ node, finding, ...(pill ? endOf(pill) : cornerOf(node)) }];
  });
}

const isPill = ({ kind }: PlacedNode) => kind === "unit" || kind === "function";
const isCard = (kind: PlacedNode["kind"]) => kind === "unit" || kind === "leaf" || kind === "output";

/** The upper right corner of a card, under its pill where it has one. */
const cornerOf = ({ kind, x, y, width, pill_height = 0 }: PlacedNode) => ({
  x: x + width - 1,
  y: y + (kind === "unit" ? pill_height : 0) + 1,
});

/** On the upper edge of a pill, at its right end. */
const endOf = ({ x, y, width, pill_width }: PlacedNode) => ({
  // Beside the tick of what has run.
  x: x + (width + (pill_width || width)) / 2 - 3,
  y: y - 1,
});

export function NodeMarks({ moment, layout }: Beside) {
  const texts = useFindingTexts();
  return (
    <>
      {marksOn(moment, layout.nodes).map(({ node, finding, x, y }) => (
        <g key={node.id} class="finding-mark" transform={`translate(${x - SIZE / 2},${y - SIZE / 2})`}>
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
