// What holds of all elements of a value, recorded or not: extremes, mean, spread, and how many are not finite.

import { usePanelTexts } from "../i18n/page";
import { formatNumber } from "../recording/format";
import type { Value } from "../recording/types.gen";

export function Statistics({ value }: { value: Value }) {
  const { zeros: zerosText } = usePanelTexts();
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
        <dt>{zerosText}</dt>
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
