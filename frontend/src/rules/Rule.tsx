// The derivative rule of a function in the inspector: as a formula, in words, as code, and with the numbers of its run.

import { useContext, useMemo } from "preact/hooks";
import { Ticked } from "../editor/Ticked";
import { lang } from "../i18n";
import { useRuleTexts } from "../i18n/page";
import { AskJacobian } from "../jacobian/asking";
import { Coefficients } from "../jacobian/Coefficients";
import { outputsToAsk } from "../jacobian/coefficients";
import type { Player } from "../player/player";
import type { Function as GradFunction, Rule as RuleRow, Source, Vjp } from "../recording/types.gen";
import { visible } from "../recording/visible";
import { Scroll } from "../shell/Scroll";
import { Equation } from "./Equation";
import { Formula } from "./Formula";
import { partsOf } from "./given";
import { runOf } from "./runOf";
import type { RuleTexts } from "./texts";
import { workedOut } from "./worked";

export function Rule({ player, row }: { player: Player; row: GradFunction }) {
  const texts = useRuleTexts();
  const { rules = {} } = player.recording;
  const rule = Object.hasOwn(rules, row.name) ? rules[row.name] : undefined;
  return (
    <>
      <section class="sec rule">
        <h3>{rule?.source ? texts.own : texts.rule}</h3>
        {rule ? <Told {...{ player, rule, texts }} /> : <p class="q">{texts.none(row.name)}</p>}
      </section>
      <WithNumbers {...{ player, row, rule, texts }} />
    </>
  );
}

function Told({ player, rule, texts }: { player: Player; rule: RuleRow; texts: RuleTexts }) {
  const { says, shapes, where = [], inputs = [], source } = rule;
  const now = lang.value;
  const code = [...where, ...inputs.map(({ input, code }) => ({ name: `g_${input}`, code }))];
  return (
    <>
      {inputs.length > 0 && (
        <div class="formulas">
          {inputs.map(({ input, formula }) => (
            <Scroll key={input} label={texts.rule}>
              <Formula formula={formula} />
            </Scroll>
          ))}
        </div>
      )}
      {source && <Lines {...{ player, source, texts }} />}
      <p>
        <Ticked text={says[now]} />
      </p>
      <p class="q">
        <Ticked text={shapes[now]} />
      </p>
      {code.length > 0 && (
        <details class="code-of">
          <summary>{texts.code}</summary>
          <Scroll label={texts.code}>
            <pre>{code.map((line) => `${line.name} = ${line.code}`).join("\n")}</pre>
          </Scroll>
        </details>
      )}
    </>
  );
}

/** Lines of the program, with their numbers; each leads to its steps. */
function Lines({ player, source, texts }: { player: Player; source: Source; texts: RuleTexts }) {
  return (
    <Scroll label={texts.own}>
      <pre class="lines">
        {source.text
          .trimEnd()
          .split("\n")
          .map((line, n) => (
            <span key={n} data-line={source.span.line + n}>
              <button type="button" class="lk" onClick={() => player.seekLine(source.span.line + n)}>
                {source.span.line + n}
              </button>
              <code>{visible(line) || " "}</code>
            </span>
          ))}
      </pre>
    </Scroll>
  );
}

type NumbersProps = { player: Player; row: GradFunction; rule: RuleRow | undefined; texts: RuleTexts };

/** What the rule's tree gives; of the other inputs, what the Jacobian does. */
function WithNumbers({ player, row, rule, texts }: NumbersProps) {
  const { recording } = player;
  const state = player.state.value;
  const run = runOf(recording, state, row);
  const key = JSON.stringify(run);
  const worked = useMemo(
    () => (run && rule ? workedOut(recording, row, rule, run) : []),
    [recording, row, rule, key],
  );
  const ask = useContext(AskJacobian);
  if (!run) return null;
  const parts = rule ? partsOf(rule, run.sent.length) : [];
  const others = row.inputs.flatMap((_, input) =>
    run.sent[input] == null || worked.some((one) => one.input === input) ? [] : [input],
  );
  const outputs = ask && !row.variable ? outputsToAsk(recording, run, others) : [];
  if (worked.length === 0 && outputs.length === 0) return null;
  return (
    <section class="sec rule">
      <h3>{texts.numbers}</h3>
      {worked.map((one) => (
        <Equation
          key={`${key} ${one.input}`}
          worked={one}
          argument={nameIn(row, one.input, one.vjp)}
          texts={texts}
        />
      ))}
      {worked.length > 0 && <p class="q">{texts.hint}</p>}
      {ask && outputs.length > 0 && (
        <Coefficients
          key={key}
          {...{ player, row, run, outputs, ask }}
          inputs={others.map((input) => ({ input, name: nameIn(row, input, parts[input]) }))}
        />
      )}
    </section>
  );
}

/** As the formula has it; of a list of tensors, which of them. Of an AccumulateGrad, what is sent is the leaf's `.grad`. */
function nameIn(row: GradFunction, input: number, vjp: Vjp | undefined): string {
  if (row.variable) return ".grad";
  const name = vjp?.input ?? row.inputs[input]?.argument ?? `in${input}`;
  return `g_${vjp?.each ? `${name}[${input}]` : name}`;
}
