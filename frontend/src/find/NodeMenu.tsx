// What can be done with a node: run to it, go to any of its steps, see what its gradient is made of.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { usePageTexts } from "../i18n/page";
import { usePlayerTexts } from "../i18n/player";
import { tensorNamed } from "../narration/facts";
import type { Player, Selection } from "../player/player";
import { functionOf } from "../recording/lookup";
import { positionsOf } from "../recording/positions";
import { stepWords } from "../timeline/label";
import { Dialog } from "./Dialog";

const MOST = 8;

/** Where the menu opens, in pixels of the window. */
export type Place = { x: number; y: number };

type Props = { player: Player; node: Selection; place: Place; onClose: () => void };

export function NodeMenu({ player, node, place, onClose }: Props) {
  const texts = usePageTexts().menu;
  const words = usePlayerTexts().timeline;
  const list = useRef<HTMLDivElement>(null);
  const { recording } = player;
  const steps = useMemo(() => positionsOf(recording, node), [recording, node]);
  const now = player.position.peek();
  const later = steps.find((position) => position > now);
  const next = later ?? steps[0];
  const name =
    node.kind === "function"
      ? functionOf(recording, node.id).name
      : tensorNamed(recording, player.state.peek(), node.id).text;
  const shown = steps.filter((position) => position !== next).slice(0, MOST);

  useLayoutEffect(() => {
    const box = list.current?.closest("dialog");
    if (!box) return;
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(place.x, innerWidth - width - 8))}px`;
    box.style.top = `${Math.max(8, Math.min(place.y, innerHeight - height - 8))}px`;
    items(list.current)[0]?.focus();
  }, [place]);

  const act = (action: () => void) => () => {
    list.current?.closest("dialog")?.close();
    action();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items(list.current);
    const here = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
  const about = (position: number) =>
    texts.step(position, stepWords(player, recording.steps[position - 1] ?? null, words));
  return (
    <Dialog label={name} class="nodemenu" onClose={onClose}>
      <p>
        <code>{name}</code>
      </p>
      <div role="menu" aria-label={name} tabIndex={-1} ref={list} onKeyDown={onKeyDown}>
        {next !== undefined && (
          <Item onChoose={act(() => player.runTo(node))}>
            <b>{later === undefined ? texts.back : texts.run}</b> {about(next)}
          </Item>
        )}
        {node.kind === "tensor" && (
          <Item onChoose={act(() => player.select({ ...node, part: "grad" }))}>{texts.gradient}</Item>
        )}
        {shown.map((position) => (
          <Item
            key={position}
            onChoose={act(() => {
              player.seek(position);
              player.select(node);
            })}
          >
            {about(position)}
          </Item>
        ))}
      </div>
    </Dialog>
  );
}

function Item({ onChoose, children }: { onChoose: () => void; children: preact.ComponentChildren }) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} onClick={onChoose}>
      {children}
    </button>
  );
}

const items = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? []),
];
