// One sheet of a value as numbers. Of a large one only what is in view is drawn.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Value } from "../recording/types.gen";
import { useMore } from "../shell/useMore";
import { cellText } from "../values/Cells";
import { type Sheet, windowOf } from "./slices";

/** More cells than this are drawn only where they are in view. */
const MOST_DRAWN = 256;
const [WIDTH, HEIGHT] = [62, 21];
/** More rows than this scroll. */
const SURE_ROWS = 12;

/** `fits`: whether there is room for its columns; if not, it scrolls, and must be reachable by keyboard. */
type Props = {
  value: Value;
  sheet: Sheet;
  label: string;
  gradient: boolean;
  fits: boolean;
};

export function NumberSheet(props: Props) {
  const { rows, columns } = props.sheet;
  if (rows * columns > MOST_DRAWN) return <Windowed {...props} />;
  const table = <Table {...props} rows={[0, rows]} columns={[0, columns]} />;
  if (props.fits && rows <= SURE_ROWS) return <div class="slices">{table}</div>;
  return <Scrolled label={props.label}>{table}</Scrolled>;
}

function Scrolled({ label, children }: { label: string; children: ComponentChildren }) {
  const box = useMore<HTMLElement>();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: numbers that scroll must be reachable by keyboard
    <section class="slices" aria-label={label} tabIndex={0} {...box}>
      {children}
    </section>
  );
}

function Windowed(props: Props) {
  const { rows, columns } = props.sheet;
  const [view, setView] = useState({ left: 0, top: 0, width: 320, height: 264 });
  const { ref, onScroll } = useMore<HTMLElement>();
  const [firstRow, lastRow] = windowOf(view.top, view.height, HEIGHT, rows);
  const [firstColumn, lastColumn] = windowOf(view.left, view.width, WIDTH, columns);
  return (
    <section
      class="slices windowed"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: numbers that scroll must be reachable by keyboard
      tabIndex={0}
      ref={ref}
      onScroll={({ currentTarget: box }) => {
        onScroll();
        setView({
          left: box.scrollLeft,
          top: box.scrollTop,
          width: box.clientWidth,
          height: box.clientHeight,
        });
      }}
    >
      <div style={{ width: columns * WIDTH, height: rows * HEIGHT }}>
        <div style={{ transform: `translate(${firstColumn * WIDTH}px, ${firstRow * HEIGHT}px)` }}>
          <Table {...props} rows={[firstRow, lastRow]} columns={[firstColumn, lastColumn]} />
        </div>
      </div>
    </section>
  );
}

type Part = [from: number, to: number];

function Table({ value, sheet, gradient, rows, columns }: Props & { rows: Part; columns: Part }) {
  const cut = rows[1] - rows[0] < sheet.rows || columns[1] - columns[0] < sheet.columns;
  return (
    <table
      class={gradient ? "numbers grad" : "numbers"}
      aria-rowcount={cut ? sheet.rows : undefined}
      aria-colcount={cut ? sheet.columns : undefined}
    >
      {!cut && sheet.part && <caption>{sheet.part}</caption>}
      <tbody>
        {range(rows).map((row) => (
          <tr key={row} aria-rowindex={cut ? row + 1 : undefined}>
            {range([columns[0], Math.min(columns[1], sheet.count - row * sheet.columns)]).map((column) => (
              <Cell key={column} {...{ value, sheet, row, column }} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ value, sheet, row, column }: { value: Value; sheet: Sheet; row: number; column: number }) {
  const index = sheet.at(row, column);
  const scalar = index === null ? undefined : value.first[index];
  if (scalar === undefined) return <td class="none" />;
  const text = cellText(scalar);
  const kind = /NaN|Inf/.test(text) ? "bad" : text === "0" ? "z" : "";
  return (
    <td class={kind} title={sheet.nameOf(row, column)}>
      {text}
    </td>
  );
}

const range = ([from, to]: Part): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
