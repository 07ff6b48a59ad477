// Code that comes when it is wanted.

import { render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { useLater } from "../../../frontend/src/find/useLater";

const root = document.createElement("div");
afterEach(() => render(null, root));

it("is waited for once: what is shown anew has it at once", async () => {
  const load = vi.fn(async () => ({ word: "there" }));
  function Shown() {
    return <p>{useLater(true, load)?.word ?? "not yet"}</p>;
  }
  render(<Shown key="one" />, root);
  expect(root.textContent).toBe("not yet");
  await vi.waitFor(() => expect(root.textContent).toBe("there"));
  render(<Shown key="another" />, root);
  expect(root.textContent).toBe("there");
  expect(load).toHaveBeenCalledOnce();
});
