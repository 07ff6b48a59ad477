// One gradient as an equation of grids; an element of it can be chosen, and shows what it is made of.

import { useState } from "preact/hooks";
import { formatNumber } from "../recording/format";
import { Scroll } from "../shell/Scroll";
import { cellText } from "../values/Cells";
import type { Element, Tensor } from "./element";
import { historyOf, inNames, isMade, nameOf, placed, signOf, spelled, stepsOf } from "./spelled";
import type { RuleTexts } from "./texts";
import { type Grids, MOST_ELEMENTS } from "./worked";

type Props = { worked: Grids; argument: string; texts: RuleTexts };

export function Equation({ worked, argument, texts }: Props) {
  const { operands, operation, product, result } = worked;
  const [chosen, setChosen] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const shown = over ?? chosen;
  const element = shown === null ? null : (result.elements[shown] ?? null);
  const parts = element ? historyOf(element) : new Set<Element>();
  const sign = signOf(operation);
  return (
    <div class="equation">
      <div class="terms-of">
        {operands.map(({ term, tensor }, n) => {
          const label = term.kind === "variable" && term.name === "grad" ? texts.arrives : inNames(term);
          return (
            <Term key={n} sign={n > 0 ? sign : ""} label={label} says={texts.grid(label)}>
              <Grid {...{ tensor, parts, texts, label }} />
            </Term>
          );
        })}
        {product !== result && operation !== "" && sizeDiffers(product, result) && (
          <Term sign="=" label="" says={texts.summed}>
            <Grid tensor={product} label={texts.summed} {...{ parts, texts }} />
          </Term>
        )}
        <Term
          sign={operation === "" ? "→" : product !== result && sizeDiffers(product, result) ? "Σ" : "="}
          label={argument}
          says={texts.grid(argument)}
          gradient
        >
          <Grid
            tensor={result}
            {...{ parts, texts, chosen, shown }}
            label={argument}
            gradient
            onChoose={(n) => setChosen(n === chosen ? null : n)}
            onOver={setOver}
          />
        </Term>
      </div>
      {sizeDiffers(product, result) && <p class="q">{texts.summed}</p>}
      {element && <Spelled {...{ element, argument }} place={placeOf(result, shown ?? 0)} />}
    </div>
  );
}

const sizeDiffers = (one: Tensor, other: Tensor) => one.shape.join() !== other.shape.join();

/** In names and in numbers; then so what the rule has names of its own for. */
function Spelled({ element, argument, place }: { element: Element; argument: string; place: string }) {
  const { steps, more } = stepsOf(element);
  return (
    <div class="spelled" aria-live="polite">
      <Made element={element} name={`${argument}${place}`} result />
      {steps.map((step) => (
        <Made key={nameOf(step)} element={step} name={nameOf(step)} />
      ))}
      {more && <code>…</code>}
    </div>
  );
}

/** With lines that break before a sign, not after one or in a place. */
const broken = (text: string): string =>
  text
    .replace(/, /g, ",\u00a0")
    .replace(/\]\[/g, "]\u2060[")
    .replace(/ ([+−×÷@^]) /g, " $1\u00a0");

function Made({ element, name, result = false }: { element: Element; name: string; result?: boolean }) {
  const number = formatNumber(element.value);
  return (
    <p class={result ? "result" : ""}>
      <code>{broken(`${name} = ${spelled(element, "names")}`)}</code>
      {element.how !== null && (
        <code>
          {isMade(element) && `${broken(`= ${spelled(element, "numbers")}`)} `}={"\u00a0"}
          <b>{number}</b>
        </code>
      )}
    </p>
  );
}

type TermProps = {
  sign: string;
  label: string;
  says: string;
  gradient?: boolean;
  children: preact.ComponentChildren;
};

const Term = ({ sign, label, says, gradient = false, children }: TermProps) => (
  <div class={gradient ? "term grad" : "term"}>
    {sign && <span class="op">{sign}</span>}
    <Scroll label={says}>
      <small>{label || "\u00a0"}</small>
      {children}
    </Scroll>
  </div>
);

type GridProps = {
  tensor: Tensor;
  label: string;
  parts: ReadonlySet<Element>;
  texts: RuleTexts;
  gradient?: boolean;
  chosen?: number | null;
  shown?: number | null;
  onChoose?: (n: number) => void;
  onOver?: (n: number | null) => void;
};

function Grid({ tensor, label, parts, texts, gradient = false, chosen, shown, onChoose, onOver }: GridProps) {
  const columns = tensor.shape.at(-1) ?? 1;
  const count = tensor.elements.length;
  if (count > MOST_ELEMENTS) return <span class="q">{tensor.shape.join("×")}</span>;
  const rows = columns > 0 ? count / columns : 0;
  // Matrices of a batch stand below each other.
  const height = tensor.shape.at(-2) ?? 1;
  return (
    <table class={gradient ? "numbers grad" : "numbers"} aria-label={texts.grid(label)}>
      <tbody>
        {Array.from({ length: rows }, (_, row) => (
          <tr key={row} class={row > 0 && row % height === 0 ? "next" : ""}>
            {tensor.elements.slice(row * columns, (row + 1) * columns).map((element, column) => {
              const n = row * columns + column;
              const text = cellText(element.value);
              // One number may stand in many places, in what is sent as well; a zero that nothing made, everywhere.
              const part = shown === undefined ? element.how !== null && parts.has(element) : n === shown;
              if (!onChoose)
                return (
                  <td key={column} class={part ? "part" : ""}>
                    {text}
                  </td>
                );
              return (
                <td key={column} class={part ? "part" : ""}>
                  <button
                    type="button"
                    aria-pressed={chosen === n}
                    aria-label={texts.element(placeOf(tensor, n), text)}
                    onClick={() => onChoose(n)}
                    onPointerEnter={() => onOver?.(n)}
                    onPointerLeave={() => onOver?.(null)}
                  >
                    {text}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The place of an element as Python writes it. */
function placeOf({ shape }: Tensor, n: number): string {
  const place: number[] = [];
  let left = n;
  for (const size of [...shape].reverse()) {
    place.unshift(left % size);
    left = Math.floor(left / size);
  }
  return placed(place);
}
