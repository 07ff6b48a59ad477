// What the playground's page says, in English. The player's own words are in player.en.ts.

import type { Outcome } from "../recording/types.gen";

type Limit = NonNullable<Outcome["limits"]>[number];

const LIMITS: Record<Limit, string> = {
  wall_time: "time",
  cpu_time: "processor time",
  memory: "memory",
  steps: "number of steps",
  functions: "number of functions",
  recording_bytes: "size of the recording",
  printed_bytes: "printed text",
};

export const en = {
  bar: {
    region: "Gradwalk",
    examples: "Examples",
    run: "Run",
    cancel: "Cancel",
    share: "Share",
    shareMeanwhile: "The address of this page already leads to this step.",
    keys: "Keys",
    language: "Language",
    theme: "Theme",
    themes: { auto: "as the system", light: "light", dark: "dark" },
    themeNow: (now: string) => `Theme: ${now}. Change it`,
  },
  status: {
    idle: "Ready",
    running: "Running…",
    seconds: (n: number) => `${n} s`,
    finished: (steps: number) => `Finished, ${steps} ${steps === 1 ? "step" : "steps"}`,
    error: (exception: string, line: number | null) =>
      line === null ? exception : `${exception} on line ${line}`,
    timeout: (steps: number) => `Stopped: it ran out of time. Its first ${steps} steps are here.`,
    out_of_memory: (steps: number) =>
      `Stopped: it needed too much memory. Its first ${steps} steps are here.`,
    too_large: (steps: number) => `Stopped: the recording grew too large. Its first ${steps} steps are here.`,
    killed: (steps: number) =>
      `The run was ended from outside. Its first ${steps} steps are here. Run it again.`,
    refused: "This program is not run",
    refusedCount: (n: number) =>
      `This program is not run: ${n} ${n === 1 ? "line needs" : "lines need"} a change`,
    cut: (limits: readonly Limit[]) => `Cut short: ${limits.map((limit) => LIMITS[limit]).join(", ")}.`,
    skipped: (n: number) => `${n} ${n === 1 ? "iteration" : "iterations"} in the middle of loops not shown.`,
    noLayout: "The graph could not be drawn; steps and values are all here.",
    stale: "The program has changed since this run",
    cancelled: "Cancelled. What you see is the last run.",
    network:
      "The server cannot be reached. Check that it is running and that you are online, then try again.",
    busy: (seconds: number | null) =>
      seconds === null
        ? "Every runner is busy. Run again in a moment."
        : `Every runner is busy. Run again in ${seconds} s.`,
    missing: "There is no recording under this link. Run the program in the editor instead.",
    tooLarge: "The program is too long: at most 64 KiB.",
    server: (detail: string) => `The server could not run it: ${detail}`,
    badLink: "The program in this link cannot be read: the link is damaged, cut off or too long.",
    broken: "This page cannot play what the server sent. Reload the page.",
  },
  view: {
    view: "View",
    large: "Large type, for a projector",
    reset: "Reset the panes",
    print: "Print this step…",
  },
  print: {
    region: "On paper",
    program: "Program",
    findings: "Findings",
    console: "Printed so far",
    source: (address: string, torch: string) => `${address} · torch ${torch}`,
  },
  separators: {
    code: "Width of the program",
    insp: "Width of the inspector",
    under: "Height of ledger and console",
  },
  keys: {
    title: "Keys",
    close: "Close",
    player: "In the player",
    editor: "In the editor",
    rows: {
      run: "Run the program",
      play: "Play or pause",
      step: "One step back, one step on",
      ten: "Ten steps back, ten steps on",
      ends: "First step, last step",
      speed: "Slower, faster",
      loop: "Loop, or play once",
      fit: "The whole graph",
      zoom: "Zoom out, zoom in",
      goTo: "Go to a step",
      find: "Find a tensor or a function",
      node: "Run to the node; its menu",
      text: "The graph as text",
      read: "Read the step aloud",
      deselect: "Select nothing",
      large: "Large type, or not",
      help: "This list",
      indent: "Indent, outdent; Esc then Tab leaves the editor",
      comment: "Comment a line out, or in",
      line: "Go to the steps of the line",
    },
  },
  pace: {
    title: "How it is played",
    speed: "Speed",
    what: "Play",
    stretches: { all: "everything", backward: "backward only", chapter: "this chapter" },
    short: { backward: "backward", chapter: "chapter" },
    loop: "Loop",
  },
  goTo: {
    title: "Go to a step",
    label: (steps: number) => `Step, 1 to ${steps}`,
    go: "Go",
    wrong: (steps: number) => `A number from 1 to ${steps}.`,
  },
  find: {
    title: "Find",
    label: "Name, expression or function",
    results: "Found",
    tensor: "tensor",
    function: "function",
    line: (kind: string, line: number) => `${kind}, line ${line}`,
    step: (kind: string, step: number) => `${kind}, step ${step}`,
    nothing: (query: string) => `Nothing here is called “${query}”.`,
  },
  menu: {
    run: "Run to here:",
    back: "Back to",
    step: (step: number, what: string) => `step ${step}, ${what}`,
    gradient: "What is sent to its gradient",
  },
  links: {
    run: (step: number) => `Run to here, step ${step}`,
    back: (step: number) => `Back to step ${step}`,
    runTitle: "Go to the next step that is about it (r)",
    madeOf: (name: string) => `Sent to the gradient of ${name}`,
    nothingYet: "No gradient has reached it so far.",
    seed: "seed of the call",
    written: "written by the program",
    step: (step: number) => `step ${step}`,
    stepOf: (step: number, call: number) => `step ${step}, backward ${call}`,
    before: (n: number) => `${n} more before these`,
    bindings: (name: string) => `What ${name} has meant`,
    unbound: "no tensor",
  },
  text: {
    title: "The graph as text",
    show: "Text",
    tensors: (n: number) => `Tensors: ${n}`,
    functions: (n: number) => `Functions: ${n}`,
    steps: (n: number) => `Steps: ${n}`,
    columns: {
      tensor: { name: "name", kind: "kind", value: "value", line: "line" },
      fn: {
        name: "function",
        state: "state",
        sends: "sends to",
        received: "gradient in",
        sent: "gradient out",
        line: "line",
      },
      step: { number: "step", sentence: "what happens", line: "line" },
    },
    earlier: "Earlier",
    later: "Later",
    range: (from: number, to: number, all: number) => `${from} to ${to} of ${all}`,
  },
  editor: {
    region: "Program",
    label: "Python program",
    loading: "The editor is loading",
    failed: "The editor did not load. Reload the page to edit; the player works.",
    violations: "Why this program is not run",
    line: (n: number) => `Line ${n}`,
    stale: "The program has changed: this is the walk of the one before.",
    rerun: "Run it",
    pasted: (prompts: number, output: number) =>
      prompts === 0 && output === 0
        ? "Only the code was pasted."
        : `Pasted without ${[
            prompts > 0 && `${prompts} ${prompts === 1 ? "prompt" : "prompts"}`,
            output > 0 && `${output} ${output === 1 ? "line" : "lines"} of output`,
          ]
            .filter(Boolean)
            .join(" and ")}.`,
    pasteAsItWas: "Paste as it was",
    foreign: {
      magic: (mark: string) =>
        `${mark} is a command of IPython notebooks, not Python. Here it is not needed: take the line out.`,
      shell: (mark: string) =>
        `${mark} is a command for a notebook’s shell, not Python. torch and numpy are here already, and nothing else can be installed.`,
      help: (mark: string) => `${mark} asks a notebook for help; it is not Python.`,
    },
    removeLine: "Take the line out",
  },
  panels: {
    ledger: "Ledger",
    console: "Console",
    consoleCount: (n: number) => (n === 0 ? "Console" : `Console ${n}`),
    graph: "Graph",
    inspect: "Inspect",
    under: "Ledger and console",
    inspector: "Inspector",
    openInspector: "Open the inspector",
    closeInspector: "Close the inspector",
    views: "Views",
  },
  empty: {
    running: "The program runs; its graph appears here.",
    nothing: "Run a program to see its graph.",
  },
};

export type ShellTexts = typeof en;
