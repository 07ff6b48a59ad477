// What goes on paper beside the picture: the program, the step in words, findings, and what was printed so far.

import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { CodeView } from "../code/CodeView";
import { Ticked } from "../editor/Ticked";
import { lang } from "../i18n";
import { usePageTexts } from "../i18n/page";
import { Console } from "../panels/Console";
import { linesOf, startOf } from "../panels/console";
import type { Player } from "../player/player";
import { useMedia } from "../shell/useMedia";
import { inhabited, onPaper } from "./paper";

export function Printed({ player }: { player: Player }) {
  const texts = usePageTexts().print;
  const begun = useBegun();
  const onSheet = useMedia("print");
  const printing = begun || onSheet;
  useLayoutEffect(() => {
    if (printing) fitPicture();
  }, [printing, onSheet]);
  if (!printing) return null;
  const { recording } = player;
  const printed = linesOf(recording).some((line) => startOf(line) <= player.position.value);
  const { engine, findings = [] } = recording;
  return (
    <section class="printed" aria-label={texts.region}>
      <h2>{texts.program}</h2>
      <CodeView player={player} />
      {findings.length > 0 && (
        <>
          <h2>{texts.findings}</h2>
          <ul>
            {findings.map(({ title, what }, n) => (
              <li key={n}>
                <b>
                  <Ticked text={title[lang.value]} />
                </b>{" "}
                <Ticked text={what[lang.value]} />
              </li>
            ))}
          </ul>
        </>
      )}
      {printed && (
        <>
          <h2>{texts.console}</h2>
          <Console player={player} />
        </>
      )}
      <p class="source">{texts.source(location.href, engine.torch)}</p>
    </section>
  );
}

/** Whether printing has begun: the media query holds only once the pages are counted, and what came then would be on none. */
function useBegun(): boolean {
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    const begin = () => setBegun(true);
    const end = () => setBegun(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return begun;
}

/** Tells the print style how large the picture is, and by how much it must shrink to fit a page. */
function fitPicture(): void {
  const world = document.querySelector<SVGGElement>(".stage .world");
  const app = document.querySelector<HTMLElement>(".app");
  if (!world || !app) return;
  // What travels stands where its transform says, between things that are counted.
  const things = world.querySelectorAll<SVGGElement>(":scope > g:not(.scope, .token)");
  const whole = inhabited(
    world.getBBox(),
    [...things].map((thing) => thing.getBBox()),
  );
  const lit = world.querySelector<SVGGraphicsElement>(".fn.now, .card.now, .fn.error");
  const { x, y, width, height, scale } = onPaper(whole, lit?.getBBox() ?? whole);
  const px = (length: number) => `${Math.ceil(length * scale)}px`;
  app.style.setProperty("--printed", `translate(${px(-x)}, ${px(-y)}) scale(${scale})`);
  app.style.setProperty("--printed-width", px(width));
  app.style.setProperty("--printed-height", px(height));
}
