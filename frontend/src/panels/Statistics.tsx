// What holds of all elements of a value, recorded or not: extremes, mean, spread, and how many are not finite.

import { Fragment } from "preact";
import { usePanelTexts } from "../i18n/page";
import { formatNumber } from "../recording/format";
import type { Value } from "../recording/types.gen";

/** Keeps a name and its number in one line. */
const TIED = "\u00a0";

export function Statistics({ value }: { value: Value }) {
  const { zeros: zerosText } = usePanelTexts();
  const { summary } = value;
  if (!summary) return null;
  const { min, max, mean, std, zeros, nan, inf } = summary;
  const facts = Object.entries({ min, max, mean, std }).flatMap(([name, number]) =>
    number === null ? [] : [[name, formatNumber(number)] as const],
  );
  const bad = Object.entries({ NaN: nan, Inf: inf }).filter(([, count]) => count > 0);
  return (
    <p class="summary">
      {[...facts, [zerosText, zeros] as const].map(([name, fact]) => (
        <Fragment key={name}>
          {name}
          {TIED}
          <b>{fact}</b>{" "}
        </Fragment>
      ))}
      {bad.map(([name, count]) => (
        <span key={name} class="bad">
          {name}
          {TIED}
          <b>{count}</b>{" "}
        </span>
      ))}
    </p>
  );
}
