// Code as it comes from consoles and notebooks, made into a program: prompts go, and output where it is surely that. Pure.

export interface Pasted {
  text: string;
  /** How many lines lost a prompt, and how many were left out as output. */
  prompts: number;
  output: number;
}

const PYTHON = /^[ \t]*(?:>>>|\.\.\.)(?: |$)/;
const PYTHON_FIRST = /^[ \t]*>>>(?: |$)/;
const IPYTHON = /^[ \t]*(?:In ?\[[\d ]*\]: ?|\.{3,}: ?)/;
const IPYTHON_FIRST = /^[ \t]*In ?\[[\d ]*\]:/;
const IPYTHON_OUT = /^[ \t]*Out ?\[[\d ]*\]:/;
/** What consoles say of themselves before the first prompt. */
const BANNER = /^(?:Python \d|IPython \d|Type ["'](?:help|copyright)|\[(?:GCC|Clang|MSC))/;
const FENCE = /^[ \t]*```[\w-]*[ \t]*$/;

/** What a pasted text is as a program; null where it is to be taken as it is. */
export function programOf(pasted: string): Pasted | null {
  const text = tidied(pasted);
  const plain = text === pasted ? null : { text, prompts: 0, output: 0 };
  const cells = cellsOf(text);
  if (cells !== null) return { text: cells, prompts: 0, output: 0 };
  const lines = text.split("\n");
  if (lines.some((line) => PYTHON_FIRST.test(line))) return unprompted(lines, PYTHON_FIRST, PYTHON, null);
  if (lines.some((line) => IPYTHON_FIRST.test(line)))
    return unprompted(lines, IPYTHON_FIRST, IPYTHON, IPYTHON_OUT);
  return unfenced(lines) ?? plain;
}

// Pages write spaces that do not break, and what Windows copies has its own line ends. Inside a line they may be meant.
function tidied(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/^\ufeff/, "")
    .replace(/^[ \t\u00a0]*\u00a0[ \t\u00a0]*/gm, (space) => space.replace(/\u00a0/g, " "));
}

/**
 * A session without its prompts. What follows a prompted line without a prompt of its own is output, up to the next prompt;
 * what comes before the first prompt, but for the console's own words, is left as it is. A notebook's prompt may stand alone above its cell: then the lines
 * below it are code, up to the next prompt.
 */
function unprompted(lines: string[], first: RegExp, prompt: RegExp, out: RegExp | null): Pasted {
  const kept: string[] = [];
  let [prompts, output] = [0, 0];
  let inside: "before" | "code" | "output" | "cell" = "before";
  for (const line of lines) {
    if (out?.test(line)) {
      inside = "output";
      output += 1;
    } else if (first.test(line) || (inside === "code" && prompt.test(line))) {
      const code = line.replace(prompt, "");
      prompts += 1;
      inside = out !== null && code.trim() === "" ? "cell" : "code";
      // The prompt that ends a block stands alone.
      if (code.trim() !== "" || (inside === "code" && kept.at(-1) !== "")) kept.push(code.trimEnd());
    } else if (inside === "before" && BANNER.test(line)) output += 1;
    else if (inside === "before" || inside === "cell") kept.push(line);
    else {
      if (line.trim() !== "") output += 1;
      // After output, a continuation mark alone begins no code.
      inside = inside === "code" && line.trim() === "" ? "code" : "output";
    }
  }
  const end = lines.at(-1) === "" ? "\n" : "";
  return { text: `${kept.join("\n").trimEnd()}${end}`, prompts, output };
}

/** The code between one pair of Markdown fences that encloses everything. */
function unfenced(lines: string[]): Pasted | null {
  const filled = lines.flatMap((line, n) => (line.trim() === "" ? [] : [n]));
  const [from, to] = [filled[0], filled.at(-1)];
  if (from === undefined || to === undefined || from === to) return null;
  if (!FENCE.test(lines[from] ?? "") || !FENCE.test(lines[to] ?? "")) return null;
  const code = lines.slice(from + 1, to);
  return code.some((line) => FENCE.test(line))
    ? null
    : { text: `${code.join("\n")}\n`, prompts: 0, output: 0 };
}

/** The code cells of a notebook file, one after the other. */
function cellsOf(text: string): string | null {
  if (!text.trimStart().startsWith("{") || !text.includes('"cells"')) return null;
  let notebook: unknown;
  try {
    notebook = JSON.parse(text);
  } catch {
    return null;
  }
  const cells = (notebook as { cells?: unknown }).cells;
  if (!Array.isArray(cells)) return null;
  const code = cells.flatMap((cell: unknown) => {
    const { cell_type: type, source } = (cell ?? {}) as { cell_type?: unknown; source?: unknown };
    if (type !== "code") return [];
    if (typeof source === "string") return [source];
    return Array.isArray(source) ? [source.filter((line) => typeof line === "string").join("")] : [];
  });
  return code.length > 0 ? `${code.map((cell) => cell.trimEnd()).join("\n\n")}\n` : null;
}
