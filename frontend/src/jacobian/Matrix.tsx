// A Jacobian as a table, v beside its rows and v·J under its columns; a column shows the sum that it gives.

import { useState } from "preact/hooks";
import { formatNumber } from "../recording/format";
import { useMore } from "../shell/useMore";
import { cellText } from "../values/Cells";
import { levelOf } from "../values/scale";
import { termsOf } from "./product";
import type { JacobianTexts } from "./texts";

/** With more columns than this there is room for colours alone. */
const LEGIBLE = 9;

type Props = {
  rows: number[][];
  v: number[] | null;
  product: number[] | null;
  label: string;
  /** What v·J is. */
  says: string;
  texts: JacobianTexts;
};

export function Matrix({ rows, v, product, label, says, texts }: Props) {
  const [chosen, setChosen] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const box = useMore<HTMLElement>();
  const column = over ?? chosen;
  const width = rows[0]?.length ?? 0;
  const legible = width <= LEGIBLE;
  const end = Math.max(0, ...rows.flat().map(Math.abs).filter(Number.isFinite));
  const look = (number: number) =>
    legible ? undefined : { background: `var(--dv-${levelOf(number, end)})` };
  return (
    <>
      <section
        class="scroll"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a matrix that scrolls must be reachable by keyboard
        tabIndex={0}
        {...box}
      >
        <table
          class={legible ? "matrix" : "matrix dense"}
          aria-label={label}
          onPointerLeave={() => setOver(null)}
        >
          <tbody>
            {rows.map((row, n) => (
              <tr key={n}>
                {v && (
                  <th scope="row" class="v">
                    {cellText(v[n] ?? 0)}
                  </th>
                )}
                {row.map((number, m) => (
                  <td
                    key={m}
                    class={`${number === 0 ? "z" : ""} ${m === column ? "part" : ""}`}
                    style={look(number)}
                    title={legible ? undefined : `[${n}, ${m}] = ${formatNumber(number)}`}
                    onPointerEnter={() => setOver(m)}
                  >
                    {legible && cellText(number)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {product && (
            <tfoot>
              <tr>
                {v && <td class="eq">=</td>}
                {product.map((number, m) => (
                  <td key={m} class={m === column ? "part" : ""} onPointerEnter={() => setOver(m)}>
                    <button
                      type="button"
                      aria-pressed={chosen === m}
                      aria-label={texts.element(m, formatNumber(number))}
                      title={legible ? undefined : formatNumber(number)}
                      onClick={() => setChosen(m === chosen ? null : m)}
                    >
                      {legible && cellText(number)}
                    </button>
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {v && product ? (
        <p class="q">
          {texts.v}; {says}
        </p>
      ) : (
        <p class="q">{texts.noV}</p>
      )}
      {v && product && column !== null && (
        <Sum {...{ rows, v, column, texts }} total={product[column] ?? 0} />
      )}
    </>
  );
}

const MOST_TERMS = 8;

type SumProps = { rows: number[][]; v: number[]; column: number; total: number; texts: JacobianTexts };

function Sum({ rows, v, column, total, texts }: SumProps) {
  const terms = termsOf(v, rows, column);
  const shown = terms.slice(0, MOST_TERMS).map((term) => `${bracketed(term.v)} × ${bracketed(term.j)}`);
  if (terms.length > MOST_TERMS) shown.push("…");
  return (
    <p class="spelled" aria-live="polite">
      <code>
        {texts.sumOf(column)} = {terms.length === 0 ? texts.nothing : shown.join(" + ")}
        {terms.length > 0 && (
          <>
            {" = "}
            <b>{formatNumber(total)}</b>
          </>
        )}
      </code>
    </p>
  );
}

const bracketed = (number: number): string =>
  number < 0 ? `(${formatNumber(number).replace("-", "−")})` : formatNumber(number);
