// The dialog that gives a recording away: its link, its program in a link, and the code for another page. Loaded when it is opened.

import "../styles/asked.css";
import "../styles/share.css";
import { useCallback, useEffect, useId, useState } from "preact/hooks";
import { Dialog } from "../find/Dialog";
import { Icon } from "../icons/Icon";
import { pack } from "../packed/packed";
import type { Player } from "../player/player";
import type { Session } from "../session/session";
import { TabList } from "../shell/Tabs";
import { Copied } from "./Copied";
import { type Choices, codeOf, KINDS, type Kind, linkTo, USUAL } from "./codes";
import { LEAST_PX, Options } from "./Options";
import { Preview } from "./Preview";
import { useShareTexts } from "./words";

/** A frame is to fit on a screen with something around it. */
const REASON_PX = 640;

export function ShareDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const texts = useShareTexts();
  const player = session.player.value;
  return (
    <Dialog label={texts.title} class="share" onClose={onClose}>
      <div class="head">
        <h2>{texts.title}</h2>
        <button type="button" class="ib" aria-label={texts.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {player ? <Ways session={session} player={player} /> : <p>{texts.nothing}</p>}
    </Dialog>
  );
}

function Ways({ session, player }: { session: Session; player: Player }) {
  const texts = useShareTexts();
  const { id, program } = player.recording;
  const [kind, setKind] = useState<Kind>("frame");
  const [choices, setChoices] = useState<Choices>(() => ({ ...USUAL, step: player.position.peek() }));
  // As high as the frame wants to be, within reason, until the reader has said how high.
  const [said, setSaid] = useState(false);
  const fit = useCallback(
    (wanted: number) => {
      const height = Math.min(REASON_PX, Math.max(LEAST_PX, wanted));
      if (!said) setChoices((before) => ({ ...before, height }));
    },
    [said],
  );
  const change = (changed: Partial<Choices>) => {
    if (changed.height !== undefined) setSaid(true);
    setChoices((before) => ({ ...before, ...changed }));
  };
  const shared = { origin: location.origin, id, title: texts.frameTitle, source: program.source };
  const packed = usePacked(session.source.value);
  const panel = useId();
  return (
    <>
      {session.stale.value && <p class="notice">{texts.stale}</p>}
      <div class="links">
        <Copied label={texts.link} text={linkTo(shared, choices.step)} />
        {packed !== null && <Copied label={texts.program} note={texts.programNote} text={packed} />}
      </div>
      <h3>{texts.page}</h3>
      <div class="made">
        <Options choices={choices} steps={player.length} onChange={change} />
        <Preview id={id} choices={choices} onHeight={fit} />
      </div>
      <TabList
        label={texts.kinds}
        tabs={KINDS.map((name) => ({ name, label: texts.kind[name] }))}
        chosen={kind}
        onChoose={setKind}
        panel={panel}
      />
      <div role="tabpanel" id={panel} aria-labelledby={`${panel}-${kind}`}>
        <Copied
          label={texts.kind[kind]}
          note={texts.notes[kind]}
          text={codeOf(kind, shared, choices)}
          rows={kind === "element" || kind === "sphinx" || kind === "myst" || kind === "mkdocs" ? 8 : 4}
        />
      </div>
    </>
  );
}

/** The address of the playground with a program in it; empty until it has been packed, null where a browser cannot. */
function usePacked(source: string): string | null {
  const [address, setAddress] = useState<string | null>("");
  useEffect(() => {
    let late = false;
    pack(source).then(
      (hash) => late || setAddress(`${location.origin}/${hash}`),
      () => late || setAddress(null),
    );
    return () => {
      late = true;
    };
  }, [source]);
  return address;
}
