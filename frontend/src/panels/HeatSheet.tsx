// One sheet of a value as a heat map: the number of a square shows when it is pointed at, or walked to with the arrow keys.

import { useState } from "preact/hooks";
import { formatNumber, formatShape } from "../recording/format";
import type { Scalar, Value } from "../recording/types.gen";
import { cellText } from "../values/Cells";
import { HeatCells } from "../values/HeatCells";
import { endOf } from "../values/scale";
import type { Sheet } from "./slices";
import type { PanelTexts } from "./texts";

const [LEAST, MOST, ROOM] = [10, 22, 300];

type Props = { value: Value; sheet: Sheet; texts: PanelTexts };

export function HeatSheet({ value, sheet, texts }: Props) {
  const { columns } = sheet;
  const size = Math.max(LEAST, Math.min(MOST, Math.floor(ROOM / columns)));
  const [at, setAt] = useState<{ row: number; column: number } | null>(null);
  const part = partOf(value, sheet);
  const here = at && sheet.at(at.row, at.column) !== null ? at : null;
  const count = part.first.length;
  const rows = Math.max(1, Math.ceil(count / columns));
  const walk = (event: KeyboardEvent) => {
    const { row, column } = here ?? { row: 0, column: 0 };
    const now = row * columns + column;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const to =
      event.key === "Home" ? 0 : event.key === "End" ? count - 1 : by === undefined ? null : now + by;
    if (to === null) return;
    event.preventDefault();
    if (to >= 0 && to < count) setAt({ row: Math.floor(to / columns), column: to % columns });
  };
  const point = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const [row, column] = [event.clientY - box.top, event.clientX - box.left].map((d) =>
      Math.floor(d / size),
    );
    setAt({ row: row as number, column: column as number });
  };
  const said = here ? `${sheet.nameOf(here.row, here.column)} = ${textAt(value, sheet, here)}` : "";
  return (
    <div class="heat-sheet">
      {sheet.part && <span class="slice">{sheet.part}</span>}
      <div
        class="squares"
        role="slider"
        tabIndex={0}
        aria-label={texts.squares(formatShape(value.shape))}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, count - 1)}
        aria-valuenow={here ? here.row * columns + here.column : 0}
        aria-valuetext={said || texts.pointHint}
        onKeyDown={walk}
        onFocus={() => setAt((before) => before ?? { row: 0, column: 0 })}
      >
        <svg
          width={columns * size + 1}
          height={rows * size + 1}
          aria-hidden="true"
          onPointerMove={point}
          onPointerDown={point}
        >
          <HeatCells
            value={part}
            grid={{ style: "heat", rows, columns, cell_width: size, gradient_cell_width: size }}
            cell={size}
            x={0.5}
            y={0.5}
          />
          {here && (
            <rect
              class="cursor"
              x={here.column * size}
              y={here.row * size}
              width={size + 1}
              height={size + 1}
            />
          )}
        </svg>
      </div>
      <p class="readout">{said ? <code>{said}</code> : <span class="q">{texts.pointHint}</span>}</p>
      <Scale end={endOf(value)} />
    </div>
  );
}

/** The sheet alone as a matrix, with the statistics of the whole, so that every sheet has the same scale. */
function partOf(value: Value, sheet: Sheet): Value {
  const first: Scalar[] = [];
  for (let n = 0; n < sheet.rows * sheet.columns; n++) {
    const index = sheet.at(Math.floor(n / sheet.columns), n % sheet.columns);
    if (index === null) break;
    first.push(value.first[index] as Scalar);
  }
  return { ...value, shape: [sheet.rows, sheet.columns], first };
}

function textAt(value: Value, sheet: Sheet, { row, column }: { row: number; column: number }): string {
  const index = sheet.at(row, column);
  return index === null ? "" : cellText(value.first[index] as Scalar);
}

function Scale({ end }: { end: number }) {
  return (
    <div class="scale" aria-hidden="true">
      <span>{formatNumber(-end)}</span>
      <i />
      <span>{formatNumber(end)}</span>
    </div>
  );
}
