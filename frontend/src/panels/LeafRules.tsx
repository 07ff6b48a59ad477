// The rules of leaves as a small table, in which this tensor's row is marked.

import type { TensorState } from "../recording/fold";
import { Scroll } from "../shell/Scroll";
import { LEAF_RULES, leafRuleOf } from "./leafRules";
import type { PanelTexts } from "./texts";

const python = (flag: boolean) => (flag ? "True" : "False");

export function LeafRules({ now, texts }: { now: TensorState; texts: PanelTexts }) {
  const own = leafRuleOf(now);
  return (
    <section class="sec">
      <h3>{texts.leafRules}</h3>
      <Scroll label={texts.leafRules}>
        <table class="leaf-rules">
          <thead>
            <tr>
              <th scope="col">
                requires_
                <wbr />
                grad
              </th>
              <th scope="col">is_leaf</th>
              <th scope="col">grad_fn</th>
              <th scope="col">
                retain_
                <wbr />
                grad()
              </th>
              <th scope="col">{texts.filled}</th>
            </tr>
          </thead>
          <tbody>
            {LEAF_RULES.map((rule, n) => (
              <tr key={n} class={n === own ? "own" : ""} aria-current={n === own ? "true" : undefined}>
                <td>
                  {python(rule.requires_grad)}
                  {n === own && <small>{texts.thisOne}</small>}
                </td>
                <td>{python(rule.is_leaf)}</td>
                <td>{rule.grad_fn ? "…" : "None"}</td>
                <td>{rule.retain_grad === null ? "–" : python(rule.retain_grad)}</td>
                <td>
                  <b>{rule.filled ? texts.yes : texts.no}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
