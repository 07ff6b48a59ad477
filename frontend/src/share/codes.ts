// What a recording is shared as: its address, and the code that puts it into a page, in each of the ways that pages take. Pure.

import type { Panel } from "../player/view";

/** What may be chosen of a recording in another page. What is null is the reader's own, or as it usually is. */
export interface Choices {
  step: number;
  lang: "en" | "zh" | null;
  theme: "light" | "dark" | null;
  code: boolean;
  controls: boolean;
  /** Whether the frame has a way to edit. */
  edit: boolean;
  autoplay: boolean;
  loop: boolean;
  panels: readonly Panel[];
  /** In CSS pixels; null is as wide as there is room for. */
  width: number | null;
  height: number;
}

/** How a recording is usually shown. */
export const USUAL: Omit<Choices, "step"> = {
  lang: null,
  theme: null,
  code: true,
  controls: true,
  edit: true,
  autoplay: false,
  loop: false,
  panels: [],
  width: null,
  height: 480,
};

export interface Shared {
  origin: string;
  id: string;
  /** What a frame is called to those who do not see it. */
  title: string;
  source: string;
}

export const KINDS = ["frame", "element", "markdown", "image", "sphinx", "myst", "mkdocs"] as const;
export type Kind = (typeof KINDS)[number];

/** What a sandboxed frame may: run scripts, and open in a tab what is clicked. */
export const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

type Pairs = [name: string, value: string][];

/** What differs from how a frame usually is, as parameters. */
function asked({ lang, theme, code, controls, edit, autoplay, loop, panels }: Choices): Pairs {
  const pairs: [string, string | null][] = [
    ["lang", lang],
    ["theme", theme],
    ["code", code ? null : "0"],
    ["controls", controls ? null : "0"],
    ["panels", panels.length > 0 ? panels.join(",") : null],
    ["autoplay", autoplay ? "1" : null],
    ["loop", loop ? "1" : null],
    ["readonly", edit ? null : "1"],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[1] !== null);
}

const queryOf = (pairs: Pairs) =>
  pairs.length === 0 ? "" : `?${pairs.map(([name, value]) => `${name}=${value}`).join("&")}`;

/** The path of a frame. */
export const framePath = (id: string, choices: Choices): string =>
  `/embed/${id}${queryOf(asked(choices))}#step=${choices.step}`;

/** The address of the page that shows a recording at a step. */
export const linkTo = ({ origin, id }: Shared, step: number): string => `${origin}/g/${id}#step=${step}`;

function pictureOf({ origin, id }: Shared, { step, lang, theme }: Choices): string {
  const pairs: Pairs = [["step", String(step)], ...(theme ? ([["theme", theme]] as Pairs) : [])];
  return `${origin}/embed/${id}.svg${queryOf(lang ? [...pairs, ["lang", lang]] : pairs)}`;
}

/** The code of a kind. */
export function codeOf(kind: Kind, shared: Shared, choices: Choices): string {
  const { origin, id, title } = shared;
  const link = linkTo(shared, choices.step);
  const picture = pictureOf(shared, choices);
  switch (kind) {
    case "frame":
      return tag("iframe", [
        ["src", `${origin}${framePath(id, choices)}`],
        ["title", title],
        ["width", choices.width === null ? "100%" : String(choices.width)],
        ["height", String(choices.height)],
        ["style", "border:0;max-width:100%"],
        ["loading", "lazy"],
        ["sandbox", SANDBOX],
      ]).concat("</iframe>");
    case "element": {
      const style: Pairs =
        choices.width === null ? [] : [["style", `width:${choices.width}px;max-width:100%`]];
      const player = tag("gradwalk-player", [
        ["recording", id],
        ["step", String(choices.step)],
        ...asked(choices),
        ["height", String(choices.height)],
        ["title", title],
        ...style,
      ]);
      const script = tag("script", [["src", `${origin}/gradwalk-player.js`]]).replace(/>$/, " async>");
      return `${script}</script>\n${player}\n  ${linked(link, picture, title)}\n</gradwalk-player>`;
    }
    case "markdown":
      return `[![${title.replace(/[[\]\\]/g, "\\$&")}](${picture})](${link})`;
    case "image":
      return linked(link, picture, title);
    default:
      return directive(kind, shared.source, choices);
  }
}

const linked = (link: string, picture: string, title: string) =>
  `${tag("a", [["href", link]])}${tag("img", [
    ["src", picture],
    ["alt", title],
    ["style", "max-width:100%"],
  ])}</a>`;

/** The program itself, for a builder of pages that has it recorded (`gradwalk.integrations`). */
function directive(kind: "sphinx" | "myst" | "mkdocs", source: string, choices: Choices): string {
  const options: Pairs = [["step", String(choices.step)]];
  if (choices.lang) options.push(["lang", choices.lang]);
  if (choices.theme) options.push(["theme", choices.theme]);
  options.push(["height", String(choices.height)]);
  const program = source.trimEnd();
  const fields = options.map(([name, value]) => `:${name}: ${value}`);
  if (kind === "sphinx") {
    const indented = (lines: string[]) => lines.map((line) => (line === "" ? "" : `   ${line}`)).join("\n");
    return `.. gradwalk::\n${indented(fields)}\n\n${indented(program.split("\n"))}\n`;
  }
  const fence = "`".repeat(Math.max(2, ...[...program.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  if (kind === "myst") return `${fence}{gradwalk}\n${fields.join("\n")}\n\n${program}\n${fence}\n`;
  const given = options.map(([name, value]) => `${name}="${value}"`).join(" ");
  return `${fence}gradwalk ${given}\n${program}\n${fence}\n`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

function tag(name: string, attributes: Pairs): string {
  const escaped = (text: string) => text.replace(/[&"<>]/g, (one) => ENTITIES[one] ?? one);
  return `<${name}${attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join("")}>`;
}
