import { render } from "preact";
import { expect, it } from "vitest";
import { Formula } from "../../../frontend/src/rules/Formula";
import { load, NAMES } from "../fixtures";

function shown(formula: string): HTMLElement {
  const root = document.createElement("div");
  render(<Formula formula={formula} />, root);
  return root;
}

it("draws every formula of the fixtures whole", () => {
  for (const name of NAMES)
    for (const { inputs = [] } of Object.values(load(name).rules ?? {}))
      for (const { formula } of inputs) {
        const given = new DOMParser().parseFromString(formula, "application/xml");
        const math = shown(formula).querySelector("math");
        expect(math?.textContent).toBe(given.documentElement.textContent);
        expect(math?.querySelectorAll("*").length).toBe(given.documentElement.querySelectorAll("*").length);
      }
});

it("takes over nothing that is no formula", () => {
  const hostile =
    '<math onclick="a()" href="javascript:b()"><mi style="x">g</mi><script>c()</script><annotation-xml encoding="text/html"><img src="x" onerror="d()"/></annotation-xml><semantics>e</semantics></math>';
  expect(shown(hostile).innerHTML).toBe('<math><mi class="letter" mathvariant="normal">g</mi></math>');
  expect(shown("<svg><script>1</script></svg>").innerHTML).toBe("");
  expect(shown("<math><mi>").innerHTML).not.toContain("script");
});
