// A recorded value as a table of numbers, one two-dimensional slice after the other.

import { lang } from "../i18n";
import { formatNumber, formatShape } from "../recording/format";
import type { Value } from "../recording/types.gen";
import { sceneTexts } from "../scene/texts";
import { panelTexts } from "./texts";

export function ValueTable({ value, gradient = false }: { value: Value; gradient?: boolean }) {
  const texts = panelTexts[lang.value];
  const count = value.shape.reduce((product, size) => product * size, 1);
  if (value.hidden) return <p class="q">{sceneTexts[lang.value].hidden[value.hidden]}</p>;
  if (count === 0) return <p class="q">{`${formatShape(value.shape)}, ${texts.empty}`}</p>;
  return (
    <div class="slices">
      {slicesOf(value).map(({ label, rows }) => (
        <div key={label}>
          {label && <span class="slice">{label}</span>}
          <Grid rows={rows} gradient={gradient} />
        </div>
      ))}
      {value.first.length < count && <p class="q">{texts.firstOf(value.first.length, count)}</p>}
      {value.summary && count > 4 && <Summary value={value} />}
    </div>
  );
}

function Grid({ rows, gradient }: { rows: string[][]; gradient: boolean }) {
  return (
    <table class={`numbers ${gradient ? "grad" : ""}`}>
      <tbody>
        {rows.map((row, y) => (
          <tr key={y}>
            {row.map((text, x) => (
              <td key={x} class={text === "0" ? "z" : ""}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The recorded elements cut into two-dimensional tables; each beyond the first two dimensions says which it is. */
export function slicesOf(value: Value): { label: string; rows: string[][] }[] {
  const texts = value.first.map(formatNumber);
  const [height = 1, width = 1] = [value.shape.at(-2), value.shape.at(-1)];
  const leading = value.shape.slice(0, -2);
  const slices: { label: string; rows: string[][] }[] = [];
  for (let from = 0; from < texts.length; from += height * width) {
    const part = texts.slice(from, from + height * width);
    const rows: string[][] = [];
    for (let n = 0; n < part.length; n += width) rows.push(part.slice(n, n + width));
    let rest = from / (height * width);
    const place: number[] = [];
    for (const size of [...leading].reverse()) {
      place.unshift(rest % size);
      rest = Math.floor(rest / size);
    }
    slices.push({ label: leading.length > 0 ? `[${place.join(", ")}, :, :]` : "", rows });
  }
  return slices;
}

function Summary({ value }: { value: Value }) {
  const { summary } = value;
  if (!summary || summary.min === null) return null;
  const numbers = { min: summary.min, max: summary.max, mean: summary.mean, std: summary.std };
  const counts = { NaN: summary.nan, Inf: summary.inf };
  return (
    <p class="q summary">
      {Object.entries(numbers)
        .filter(([, number]) => number !== null)
        .map(([name, number]) => `${name} ${formatNumber(number ?? 0)}`)
        .join(" · ")}
      {Object.entries(counts).map(([name, n]) => n > 0 && <b key={name} class="bad">{` ${n} ${name}`}</b>)}
    </p>
  );
}
