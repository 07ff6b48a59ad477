// The words around what a reader should be told, in English. The findings' own texts are in the recording.

export const en = {
  tab: (count: number) => `Findings ${count}`,
  short: (count: number) => (count > 0 ? `Found ${count}` : "Found"),
  none: "Nothing stands out in this run.",
  severity: { error: "error", warning: "warning", note: "good to know" },
  times: (count: number) => `${count} times`,
  what: "What happened",
  why: "Why",
  where: "Where",
  operands: "Shapes",
  misfit: "does not fit",
  remedy: "Remedy",
  otherRemedy: "Or",
  line: (line: number) => `line ${line}`,
  step: (position: number) => `step ${position}`,
  removed: "removed",
  added: "added",
  apply: "Apply and run",
  changed: "These lines have changed since the run. Run the program again.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser does not allow copying",
  ownWords: "torch’s own words",
  show: "What to do",
  details: "More",
  mark: (severity: string, title: string) => `${severity}: ${title}`,
};

export type FindingTexts = typeof en;
