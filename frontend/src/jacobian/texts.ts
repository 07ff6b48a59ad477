// The words around a Jacobian, in English.

export const en = {
  title: "Jacobian",
  lead: "One more run of the program, to see how each element of the output depends on each of the input.",
  compute: "Compute the Jacobian",
  again: "Try again",
  pending: "Running the program once more…",
  cancel: "Cancel",
  by: "by",
  choose: "Derivative of this tensor by",
  output: (n: number) => `Output ${n}`,
  of: (rows: number, columns: number) => `J is ${rows}×${columns}: a row for each output element`,
  matrix: (of: string, by: string) => `Jacobian of ${of} by ${by}`,
  structure: {
    zero: "All zero: nothing depends on it.",
    identity: "The identity: each element goes on unchanged, so v·J is v.",
    diagonal: "Diagonal: the function works element by element, and each element goes its own way.",
    selection: "Each row has a single 1: elements only change place or are left out.",
    block_diagonal: "Block diagonal: groups of elements depend on each other alone.",
    dense: "Dense: every output can depend on every input.",
  },
  blocks: (rows: number, columns: number) => `The blocks are ${rows}×${columns}.`,
  parts: "A complex number has two rows or columns: its real part, then its imaginary part.",
  coefficients: {
    lead: "No short formula says this for a single element. One more run gives the factor of each number that arrived: the entries of the Jacobian at this step’s values.",
    compute: "Show element by element",
    what: (name: string) =>
      `J[…] are entries of the Jacobian at this step’s values: J[j] = ∂out[j]/∂(the chosen element), which is what ${name} sends there when 1 arrives at out[j] and 0 at all others. Terms whose entry is 0 are left out.`,
    complex:
      "A complex number counts as two: Re J[j] and Im J[j] are the derivatives of Re out[j] and Im out[j] by the chosen part. PyTorch’s gradient by a complex number is ∂L/∂Re + i·∂L/∂Im.",
    differs: "The products do not add up to what was sent, so they are not shown.",
  },
  noGradient: "No gradient goes to this input.",
  v: "v, what arrives",
  vj: "v·J, what is sent",
  vjTensor: "v·J, what reaches the other one through this tensor",
  noV: "v·J is shown once a gradient has arrived.",
  element: (place: number, number: string) => `element ${place}, ${number}`,
  sumOf: (column: number) => `v·J[${column}]`,
  nothing: "0: this column of J has only zeros",
  failed: {
    not_there: "This recording has no such function or tensor, or it was gone when the other one appeared.",
    too_large:
      "One side has no elements or more than 64 numbers (a complex one is two): too many for a matrix to read.",
    not_tracked: "No graph leads from one to the other.",
    failed: "Taking the derivative raised an error.",
    no_answer: "The program ended before it came to that place, or did not do the same again.",
    other_engine:
      "The recording was made by another version. Run the program again, and ask in the new recording.",
    busy: "Every runner is busy. Ask again in a moment.",
    network: "The server cannot be reached.",
    missing: "The server does not have this recording any more. Run the program again.",
    other: "The server could not compute it.",
  },
};

export type JacobianTexts = typeof en;
