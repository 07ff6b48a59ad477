// The numbers under the current line, in the editor.

import { Decoration, GutterMarker, gutterWidgetClass, WidgetType } from "@codemirror/view";
import { render } from "preact";
import { Lens } from "../code/Lens";
import type { Lens as Shown } from "../code/lensOf";

class LensWidget extends WidgetType {
  constructor(
    readonly lens: Shown,
    readonly word: string,
  ) {
    super();
  }
  override eq(other: LensWidget): boolean {
    return JSON.stringify([this.lens, this.word]) === JSON.stringify([other.lens, other.word]);
  }
  override toDOM(): HTMLElement {
    const row = document.createElement("div");
    row.className = "cm-lens";
    render(<Lens lens={this.lens} word={this.word} />, row);
    return row;
  }
  override get estimatedHeight(): number {
    return 30;
  }
}

/** A row under the line that ends where this is put. */
export const under = (lens: Shown, word: string) =>
  Decoration.widget({ widget: new LensWidget(lens, word), block: true, side: 1 });

class LensMark extends GutterMarker {
  override elementClass = "on";
}
const MARK = new LensMark();

/** The line's mark goes on beside the row. */
export const lensGutter = gutterWidgetClass.of((_, widget) => (widget instanceof LensWidget ? MARK : null));
