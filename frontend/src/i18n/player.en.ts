// What the player itself says, in English: the timeline, the code view, the embed.

export const playerEn = {
  timeline: {
    region: "Timeline",
    first: __STILL__ ? (null as never) : "First step",
    previous: "Previous step",
    next: "Next step",
    last: __STILL__ ? (null as never) : "Last step",
    play: "Play",
    pause: "Pause",
    slider: "Step",
    /** What the slider is at, for those who cannot see it. */
    value: (step: number, of: number, phase: string, what: string) =>
      `Step ${step} of ${of}: ${phase}, ${what}`,
    phases: { forward: "forward", backward: "backward", error: "error" },
    about: __STILL__ ? (null as never) : (kind: string, what: string) => `${kind}: ${what}`,
    badge: __STILL__
      ? (null as never)
      : (phase: string, step: number, of: number) => `${phase} · step ${step} of ${of}`,
    badgeShort: (phase: string, step: number, of: number) => `${phase} · ${step} of ${of}`,
    forward: "Forward",
    backward: (call: number | null) => (call === null ? "Backward" : `Backward ${call}`),
    within: (name: string, call: number) => `${name}, within backward ${call}`,
    continued: (name: string) => `${name}, continued`,
    error: "Error",
    read: "Read this step aloud",
    more: __STILL__ ? (null as never) : "… more",
    less: __STILL__ ? (null as never) : "less",
    severities: { error: "error", warning: "warning", note: "note", print: "print" },
    mark: (severity: string, count: number, step: number) =>
      count === 1 ? `${severity} at step ${step}` : `${severity} and ${count - 1} more from step ${step}`,
    empty: __STILL__ ? (null as never) : "The program did nothing that could be played.",
    /** A still picture has no words at its ticks. */
    tick: __STILL__
      ? (null as never)
      : {
          seed: "seed",
          freed: "freed",
          stopped: "failed",
          flag: {
            requires_grad: "tracked",
            retain_grad: "retain",
            hook: "hook",
            post_accumulate_grad_hook: "hook",
          },
          print: "print",
          warning: "warning",
          skipped: "skipped",
          error: "error",
        },
    /** A still picture tells no step by its kind. */
    types: __STILL__
      ? (null as never)
      : {
          create: "a leaf appears",
          op: "operation",
          bind: "a name is bound",
          flag: "a flag changes",
          backward: "backward begins",
          node: "a function runs backward",
          accumulate: "a gradient is accumulated",
          backward_end: "backward ends",
          grad: "the program changes a gradient",
          update: "a leaf changes in place",
          print: "the program prints",
          warning: "a warning",
          skipped: "iterations are skipped",
          error: "the program fails",
        },
  },
  code: {
    together: "together",
    region: "Program",
    line: (n: number) => `Go to line ${n}`,
    allLines: __STILL__ ? (null as never) : (n: number) => `All ${n} lines`,
    fewer: __STILL__ ? (null as never) : "Fewer lines",
  },
  embed: {
    title: "Gradwalk, an autograd graph",
    edit: "Edit",
    open: "Open in Gradwalk",
    /** A still picture is of what came. */
    waiting: __STILL__
      ? (null as never)
      : {
          loading: "Loading the recording…",
          missing: "There is no recording with this id.",
          offline: "The recording did not load. Check the connection, then try again.",
          broken: "This page cannot play what the server sent.",
          server: (status: number) => `The server could not answer (status ${status}).`,
          again: "Try again",
          /** Of code that is fetched when it is wanted. */
          part: "This part of the page did not load. Check the connection, then try again; if that does not help, reload the page. Your program is kept.",
          partComing: "This part of the page is loading…",
        },
  },
};

export type PlayerTexts = typeof playerEn;
