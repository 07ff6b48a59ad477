// A recorded value as a table of numbers, one two-dimensional slice after the other.

import type { ComponentChildren } from "preact";
import { usePanelTexts } from "../i18n/page";
import { useSceneTexts } from "../i18n/player";
import { formatNumber, formatShape } from "../recording/format";
import type { Value } from "../recording/types.gen";

/** More columns than this may not fit; the table then scrolls, and must be reachable by keyboard. */
const SURE_TO_FIT = 4;

type Props = { value: Value; gradient?: boolean; summary?: boolean };

export function ValueTable({ value, gradient = false, summary = true }: Props) {
  const texts = usePanelTexts();
  const { hidden } = useSceneTexts();
  const count = value.shape.reduce((product, size) => product * size, 1);
  if (value.hidden) return <p class="q">{hidden[value.hidden]}</p>;
  if (count === 0) return <p class="q">{`${formatShape(value.shape)}, ${texts.empty}`}</p>;
  const slices = slicesOf(value);
  return (
    <div class="value">
      <Scroller label={texts.numbers(formatShape(value.shape))} wide={isLarge(slices)}>
        {slices.map(({ label, rows }) => (
          <Grid key={label} label={label} rows={rows} gradient={gradient} />
        ))}
      </Scroller>
      {value.first.length < count && <p class="q">{texts.firstOf(value.first.length, count)}</p>}
      {summary && count > 1 && <Summary value={value} />}
    </div>
  );
}

const isLarge = (slices: Slice[]): boolean =>
  slices.length > 1 || (slices[0]?.rows ?? []).some((row) => row.length > SURE_TO_FIT);

function Scroller(props: { label: string; wide: boolean; children: ComponentChildren }) {
  if (!props.wide) return <div class="slices">{props.children}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: numbers that scroll must be reachable by keyboard
    <section class="slices" aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}

function Grid({ label, rows, gradient }: Slice & { gradient: boolean }) {
  return (
    <table class={gradient ? "numbers grad" : "numbers"}>
      {label && <caption>{label}</caption>}
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

export type Slice = { label: string; rows: string[][] };

/** The recorded elements cut into two-dimensional tables; each beyond the first two dimensions says which it is. */
export function slicesOf(value: Value): Slice[] {
  const texts = value.first.map(formatNumber);
  const [height = 1, width = 1] = [value.shape.at(-2), value.shape.at(-1)];
  const leading = value.shape.slice(0, -2);
  const slices: Slice[] = [];
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
  if (!summary) return null;
  const { min, max, mean, std, zeros, nan, inf } = summary;
  const statistics = Object.entries({ min, max, mean, std }).flatMap(([name, number]) =>
    number === null ? [] : [[name, formatNumber(number)] as const],
  );
  const counts = Object.entries({ NaN: nan, Inf: inf }).filter(([, count]) => count > 0);
  return (
    <dl class="summary">
      {statistics.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      <div>
        <dt>{usePanelTexts().zeros}</dt>
        <dd>{zeros}</dd>
      </div>
      {counts.map(([name, count]) => (
        <div key={name} class="bad">
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
