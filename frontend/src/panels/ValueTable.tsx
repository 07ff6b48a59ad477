// A recorded value, sheet by sheet, as numbers or as a heat map; and what was not recorded of it.

import { signal } from "@preact/signals";
import { useContext, useState } from "preact/hooks";
import { usePanelTexts } from "../i18n/page";
import { useSceneTexts } from "../i18n/player";
import { formatShape } from "../recording/format";
import type { Value } from "../recording/types.gen";
import { HeatSheet } from "./HeatSheet";
import { MoreValues } from "./more";
import { NumberSheet } from "./NumberSheet";
import { Statistics } from "./Statistics";
import { Steppers } from "./Steppers";
import { abreastOf, enoughFor, leadingOf, reachOf, sheetOf } from "./slices";
import type { PanelTexts } from "./texts";

/** A sheet with more columns or rows than this is first shown as a heat map. */
const LEGIBLE = 8;
const HEAT_FOLD = 16;

/** How large sheets are shown, for all of them, once the reader has chosen. */
const asNumbers = signal(false);

type Props = { value: Value; gradient?: boolean; summary?: boolean };

export function ValueTable({ value, gradient = false, summary = true }: Props) {
  const texts = usePanelTexts();
  const { hidden } = useSceneTexts();
  const leading = leadingOf(value);
  const reach = reachOf(value);
  const [asked, setAsked] = useState<number[]>([]);
  const count = value.shape.reduce((product, size) => product * size, 1);
  if (value.hidden) return <p class="q">{hidden[value.hidden]}</p>;
  if (count === 0) return <p class="q">{`${formatShape(value.shape)}${texts.comma}${texts.empty}`}</p>;

  // Another value may have come since an index was chosen.
  const place = leading.map((_, n) => Math.min(asked[n] ?? 0, (reach[n] ?? 1) - 1));
  const abreast = abreastOf(value);
  const plain = sheetOf(value, place, abreast, LEGIBLE);
  const large = plain.rows > LEGIBLE || plain.columns > LEGIBLE;
  const heat = large && !asNumbers.value && !value.dtype.startsWith("bool");
  return (
    <div class="value">
      {leading.length > 0 && <Steppers sizes={leading} {...{ reach, place, texts }} onStep={setAsked} />}
      {large && <Choice texts={texts} />}
      {heat ? (
        <HeatSheet {...{ value, texts }} sheet={sheetOf(value, place, HEAT_FOLD)} />
      ) : (
        <NumberSheet
          {...{ value, gradient }}
          sheet={plain}
          fits={plain.columns <= abreast}
          label={texts.numbers(formatShape(value.shape))}
        />
      )}
      {value.first.length < count && <Partly recorded={value.first.length} count={count} texts={texts} />}
      {summary && count > 1 && <Statistics value={value} />}
    </div>
  );
}

function Choice({ texts }: { texts: PanelTexts }) {
  const choices = [
    [false, texts.heatMap],
    [true, texts.asNumbers],
  ] as const;
  return (
    <fieldset class="seg small" aria-label={texts.shownAs}>
      {choices.map(([numbers, name]) => (
        <button
          type="button"
          key={name}
          aria-pressed={asNumbers.value === numbers}
          onClick={() => {
            asNumbers.value = numbers;
          }}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}

/** That only the first elements were recorded, and where it can be had, a run with more. */
function Partly({ recorded, count, texts }: { recorded: number; count: number; texts: PanelTexts }) {
  const rerun = useContext(MoreValues);
  const enough = enoughFor(count, recorded);
  return (
    <p class="q partly">
      {texts.firstOf(recorded, count)}
      {rerun && enough !== null && (
        <button type="button" class="lk" onClick={() => rerun(enough)}>
          {texts.recordMore(Math.min(enough, count))}
        </button>
      )}
    </p>
  );
}
