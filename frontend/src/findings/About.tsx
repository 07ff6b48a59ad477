// In the inspector: what was found that begins with this tensor or function.

import { lang } from "../i18n";
import { useFindingTexts } from "../i18n/page";
import type { Player } from "../player/player";
import { open } from "./opened";
import { about } from "./order";
import { Said } from "./Said";
import { ShapeIcon } from "./Shape";

export function About({ player, id }: { player: Player; id: string }) {
  const texts = useFindingTexts();
  const found = about(player.recording, id);
  if (found.length === 0) return null;
  return (
    <section class="sec about">
      {found.map((finding, n) => (
        <div key={n} class={`finding ${finding.severity}`}>
          <header>
            <ShapeIcon severity={finding.severity} />
            <h3>
              <Said player={player} finding={finding} text={finding.title[lang.value]} />
            </h3>
          </header>
          <div class="body">
            <p>
              <Said player={player} finding={finding} text={finding.what[lang.value]} />
            </p>
            <button type="button" class="btn" onClick={() => open(finding)}>
              {(finding.remedies?.length ?? 0) > 0 ? texts.show : texts.details}
            </button>
          </div>
        </div>
      ))}
    </section>
  );
}
