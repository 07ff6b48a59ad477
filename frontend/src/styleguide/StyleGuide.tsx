// The style guide: every mark of the picture in every state, drawn by the components that draw the product.

import type { ComponentChildren } from "preact";
import { choose, lang } from "../i18n";
import { useSceneTexts } from "../i18n/player";
import { Mark } from "../icons/Icon";
import { ValueTable } from "../panels/ValueTable";
import { start } from "../recording/fold";
import type { Grid } from "../recording/types.gen";
import { Card } from "../scene/Card";
import { Chip } from "../scene/Chip";
import { Line } from "../scene/Line";
import { Meeting } from "../scene/Meeting";
import { Numbers } from "../scene/Numbers";
import { Pill } from "../scene/Pill";
import { Closed, Frame, Opened } from "../scene/scopes/Scopes";
import { Taken } from "../scene/Taken";
import { Tokens } from "../scene/Tokens";
import { setTheme } from "../theme/theme";
import { Glyph } from "../timeline/Glyph";
import { Timeline } from "../timeline/Timeline";
import { ROW } from "../values/Cells";
import { heat, recording, value } from "./bench";
import { cards, takenFrom, usedLeaf } from "./cards";
import { chips, edges, furtherUses, pills } from "./flows";
import { StoppedSample } from "./StoppedSample";
import { scopes } from "./scopes";
import { steps } from "./steps";
import { texts, type Words } from "./texts";
import { hidden, values } from "./values";
import { walk } from "./walk";

const say = (words: Words): string => words[lang.value === "zh" ? 1 : 0];

export function StyleGuide() {
  const scene = useSceneTexts();
  return (
    <main class="guide">
      <header>
        <h1>
          <Mark /> {say(texts.title)}
        </h1>
        <p>{say(texts.lead)}</p>
        <nav>
          <button type="button" class="btn" onClick={() => void choose(lang.value === "zh" ? "en" : "zh")}>
            {lang.value === "zh" ? "English" : "中文"}
          </button>
          <button
            type="button"
            class="btn"
            onClick={() => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark")}
          >
            ◐
          </button>
        </nav>
      </header>
      <Section title={texts.cards} note={texts.cardsNote}>
        {cards.map(({ title, note, node, view }, n) => (
          <Sample key={n} {...{ title, note }} width={node.width + 32} height={node.height + 28}>
            <Card {...{ recording, node, view }} state={start()} texts={scene} />
          </Sample>
        ))}
        <Sample title={takenFrom.title} note={takenFrom.note} width={296} height={takenFrom.node.height + 52}>
          <Card
            {...{ recording }}
            node={takenFrom.node}
            view={takenFrom.view}
            state={start()}
            texts={scene}
          />
          <Taken node={takenFrom.node} view={{ words: "item", now: false }} />
        </Sample>
      </Section>
      <Section title={texts.functions} note={texts.functionsNote}>
        {pills.map(({ title, note, node, look, phase }, n) => (
          <Sample key={n} {...{ title, note, phase }} width={node.width + 32} height={52}>
            <Pill {...{ recording, node, look }} texts={scene} />
          </Sample>
        ))}
        <Sample title={texts.stopped} note={texts.stoppedNote} phase="error" width={620} height={170}>
          <StoppedSample />
        </Sample>
      </Section>
      <Section title={texts.scopes} note={texts.scopesNote}>
        {scopes.map(({ title, note, box }, n) => {
          const Shape = box.open ? Opened : Closed;
          return (
            <Sample key={n} {...{ title, note }} width={264} height={box.height + 28}>
              {box.open && <Frame box={box} look="built" inner={false} />}
              <Shape
                {...{ recording, box }}
                look="built"
                seen={null}
                texts={scene}
                toggle={nothing}
                reached={nothing}
              />
            </Sample>
          );
        })}
      </Section>
      <Section title={texts.edges} note={texts.edgesNote} narrow>
        {edges.map(({ title, note, lines, meets }, n) => (
          <Sample key={n} {...{ title, note }} width={130} height={108}>
            {lines.map((line) => (
              <Line key={line.edge.id} {...{ recording, ...line }} source={{ ...SOURCE }} texts={scene} />
            ))}
            {meets && <Meeting x={meets[0]} y={meets[1]} />}
            <Tokens {...{ recording, lines }} boxes={[]} position={0} pace={null} />
          </Sample>
        ))}
      </Section>
      <Section title={texts.chips} note={texts.chipsNote}>
        <Sample title={usedLeaf.title} note={usedLeaf.note} width={296} height={150}>
          <Card {...{ recording }} node={usedLeaf.node} view={usedLeaf.view} state={start()} texts={scene} />
          {furtherUses.map((node, n) => (
            <Chip key={n} {...{ node }} look="done hot" name="W" leafTracked texts={scene} />
          ))}
        </Sample>
        {chips.map(({ title, note, node, look, tracked }, n) => (
          <Sample key={n} {...{ title, note }} width={200} height={76}>
            <Chip {...{ node, look }} name="W" leafTracked={tracked} texts={scene} />
          </Sample>
        ))}
      </Section>
      <Section title={texts.timeline} note={texts.timelineNote} narrow>
        {steps.map(({ title, note, type }) => (
          <div key={type} class="sample">
            <div class={`glyph fm ${type}`}>
              <Glyph type={type} />
            </div>
            <p>
              <b>{say(title)}</b> {say(note)}
            </p>
          </div>
        ))}
        <div class="bar-sample" data-phase={walk.phase.value}>
          <Timeline player={walk} />
        </div>
      </Section>
      <Section title={texts.values} note={texts.valuesNote}>
        {values.map(({ title, value: of, grid }, n) => (
          <div key={n}>
            <Sample {...{ title }} note={["", ""]} width={widthOf(grid)} height={heightOf(grid) + 28}>
              <rect class="box" x={1} y={1} width={grid.columns * grid.cell_width} height={heightOf(grid)} />
              <Numbers
                {...{ recording, texts: scene, grid }}
                index={value(of)}
                cell={grid.cell_width}
                x={1}
                y={1}
                tone=""
                room={230}
              />
            </Sample>
            {grid.style === "heat" && <ValueTable value={of} />}
          </div>
        ))}
        {hidden.map((of, n) => (
          <Sample
            key={n}
            title={[of.hidden ?? "empty", of.hidden ?? "空"]}
            note={["", ""]}
            width={200}
            height={36}
          >
            <Numbers
              {...{ recording, texts: scene }}
              index={value(of)}
              grid={heat(1, 1)}
              cell={12}
              x={0}
              y={4}
              tone=""
              room={200}
            />
          </Sample>
        ))}
      </Section>
      <Section title={texts.tokens} note={texts.tokensNote} narrow>
        {COLOURS.map((name) => (
          <div key={name} class="swatch">
            <i style={{ background: `var(--${name})` }} />
            <code>--{name}</code>
          </div>
        ))}
        {SIZES.map((name) => (
          <div key={name} class="type" style={{ fontSize: `var(--t-${name})` }}>
            <code>--t-{name}</code> Walk the graph 走一遍计算图
          </div>
        ))}
      </Section>
    </main>
  );
}

/** Wide enough for the digest under a heat map. */
const widthOf = (grid: Grid): number => Math.max(240, grid.columns * grid.cell_width + 2);
const heightOf = (grid: Grid): number => grid.rows * (grid.style === "heat" ? grid.cell_width : ROW);
const nothing = () => {};
const SOURCE = { id: "a", kind: "leaf" as const, x: 0, y: 0, width: 0, height: 0 };
const COLOURS = [
  ...[
    "paper",
    "surface",
    "sunken",
    "rule",
    "edge",
    "ink",
    "ink-2",
    "ink-3",
    "fwd-solid",
    "fwd-soft",
    "bwd-solid",
  ],
  ...["bwd-soft", "err-solid", "err-soft", "warn-bg", "dv-n4", "dv-n2", "dv-0", "dv-p2", "dv-p4"],
];
const SIZES = ["2xl", "xl", "lg", "md", "sm", "xs"];

type SectionProps = { title: Words; note: Words; narrow?: boolean; children: ComponentChildren };

function Section({ title, note, narrow, children }: SectionProps) {
  return (
    <section>
      <h2>
        {say(title)} <small>{say(note)}</small>
      </h2>
      <div class={narrow ? "samples narrow" : "samples"}>{children}</div>
    </section>
  );
}

type SampleProps = {
  title: Words;
  note: Words;
  width: number;
  height: number;
  phase?: string;
  children: ComponentChildren;
};

function Sample({ title, note, width, height, phase = "backward", children }: SampleProps) {
  return (
    <div class="sample" data-phase={phase}>
      <div class="graph still">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn in */}
        <svg {...{ width, height }} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={say(title)}>
          {children}
        </svg>
      </div>
      <p>
        <b>{say(title)}</b> {say(note)}
      </p>
    </div>
  );
}
