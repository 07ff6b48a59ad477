// The words around a derivative rule, in English. The rules' own texts are in the recording.

export const en = {
  rule: "Rule",
  none: (name: string) =>
    `No rule of ${name} is written down here. Its gradients are below, as torch computed them.`,
  own: "Its backward, as the program has it",
  shapes: "Shapes",
  code: "As code",
  numbers: "With this step’s numbers",
  hint: "Choose an element to see what it is made of.",
  element: (place: string, number: string) => `element ${place}, ${number}`,
  arrives: "arrives",
  summed: "summed over the stretched dimensions",
  grid: (label: string) => `${label}, element by element`,
  more: (n: number) => `${n} more`,
  becomes: "becomes",
};

export type RuleTexts = typeof en;
