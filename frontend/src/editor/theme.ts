// The editor's looks: the same tokens as everywhere else, so that it follows the theme and the phase by itself.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";

/** Each by itself: Safari knows of the shorthand only the line. */
const underlined = (style: string, color: string, thickness: string) => ({
  textDecoration: "underline",
  textDecorationStyle: style,
  textDecorationColor: color,
  textDecorationThickness: thickness,
});

const PYTHON = HighlightStyle.define([
  {
    tag: [t.keyword, t.operatorKeyword, t.controlKeyword, t.definitionKeyword, t.moduleKeyword],
    color: "var(--py-kw)",
  },
  { tag: [t.bool, t.null], color: "var(--py-const)" },
  { tag: t.number, color: "var(--py-num)" },
  {
    tag: [t.function(t.variableName), t.function(t.propertyName), t.function(t.definition(t.variableName))],
    color: "var(--py-fn)",
  },
  { tag: [t.string, t.special(t.string)], color: "var(--py-str)" },
  { tag: t.comment, color: "var(--py-com)", wordBreak: "normal" },
]);

const LOOK = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--ink)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { font: "14px/var(--lh-code) var(--font-mono)", overflow: "hidden auto" },
  ".cm-content": { padding: "var(--s-3) 0", caretColor: "var(--ink)", wordBreak: "keep-all" },
  ".cm-line": {
    padding: "0 4px 0 calc(4px - var(--in, 0px))",
    textIndent: "var(--in)",
  },
  ".cm-line.on": { backgroundColor: "var(--now-soft)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-3)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 10px 0 6px", minWidth: "40px", cursor: "pointer" },
  ".cm-lineNumbers .cm-gutterElement:hover": { color: "var(--ink)", textDecoration: "underline" },
  ".cm-gutterElement.on": {
    backgroundColor: "var(--now-soft)",
    color: "var(--now)",
    fontWeight: "700",
    boxShadow: "inset 3px 0 0 var(--now-solid)",
  },
  ".cm-gutterElement.caller": { color: "var(--now)", boxShadow: "inset 3px 0 0 var(--edge)" },
  "mark.now span": { color: "inherit" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--sunken)",
  },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--edge)",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    ...underlined("wavy", "var(--err-solid)", "1.5px"),
    textUnderlineOffset: "4px",
  },
  ".cm-lintRange-warning, .cm-lintRange-info": {
    backgroundImage: "none",
    ...underlined("dotted", "var(--warn-edge)", "2px"),
    textUnderlineOffset: "4px",
  },
  ".cm-lintRange-info": { textDecorationColor: "var(--edge)" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "var(--r-ui)",
    maxWidth: "min(420px, 90vw)",
  },
  ".cm-diagnostic": { font: "13px/1.5 var(--font-sans)", padding: "8px 12px", whiteSpace: "pre-line" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--err-solid)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--warn-edge)" },
  ".cm-diagnostic-info": { borderLeft: "4px solid var(--edge)" },
  ".cm-diagnosticAction": {
    font: "600 13px/1.5 var(--font-sans)",
    padding: "2px 8px",
    margin: "6px 8px 0 0",
    color: "var(--surface)",
    backgroundColor: "var(--ink)",
    borderRadius: "var(--r-ui)",
    cursor: "pointer",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { font: "13px/1.5 var(--font-mono)", maxHeight: "16em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 10px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--sunken)",
    color: "var(--ink)",
    boxShadow: "inset 3px 0 0 var(--ink)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-tooltip.cm-completionInfo": {
    font: "12px/1.5 var(--font-sans)",
    padding: "8px 12px",
    whiteSpace: "pre-line",
    overflowWrap: "anywhere",
    maxWidth: "min(360px, 80vw)",
  },
});

export const look: Extension = [LOOK, syntaxHighlighting(PYTHON)];
