// What may be chosen of a recording in another page.

import { useId } from "preact/hooks";
import { PANELS } from "../player/view";
import type { Choices } from "./codes";
import { useShareTexts } from "./words";

interface Props {
  choices: Choices;
  steps: number;
  onChange: (changed: Partial<Choices>) => void;
}

export const LEAST_PX = 200;
const MOST_PX = 2000;

export function Options({ choices, steps, onChange }: Props) {
  const texts = useShareTexts();
  const toggled = ["code", "controls", "edit", "autoplay", "loop"] as const;
  return (
    <form class="choices" aria-label={texts.options} onSubmit={(event) => event.preventDefault()}>
      <Amount
        label={texts.step(steps)}
        value={choices.step}
        least={1}
        most={steps}
        onChange={(step) => step !== null && onChange({ step })}
      />
      <Choice
        label={texts.lang}
        value={choices.lang}
        names={texts.languages}
        onChange={(lang) => onChange({ lang })}
      />
      <Choice
        label={texts.theme}
        value={choices.theme}
        names={texts.themes}
        onChange={(theme) => onChange({ theme })}
      />
      <Amount
        label={texts.width}
        value={choices.width}
        least={LEAST_PX}
        most={MOST_PX}
        empty={texts.full}
        onChange={(width) => onChange({ width })}
      />
      <Amount
        label={texts.height}
        value={choices.height}
        least={LEAST_PX}
        most={MOST_PX}
        onChange={(height) => height !== null && onChange({ height })}
      />
      <fieldset>
        <legend>{texts.parts}</legend>
        {toggled.map((name) => (
          <Switch
            key={name}
            label={texts[name]}
            on={choices[name]}
            onChange={(on) => onChange({ [name]: on })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{texts.panels}</legend>
        {PANELS.map((name) => (
          <Switch
            key={name}
            label={texts.panel[name]}
            on={choices.panels.includes(name)}
            onChange={(on) =>
              onChange({ panels: PANELS.filter((one) => (one === name ? on : choices.panels.includes(one))) })
            }
          />
        ))}
      </fieldset>
    </form>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value | null;
  names: Record<Value, string>;
  onChange: (value: Value | null) => void;
}

/** One of several, or as the reader has it. */
function Choice<Value extends string>({ label, value, names, onChange }: ChoiceProps<Value>) {
  const texts = useShareTexts();
  const id = useId();
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value ?? ""}
        onChange={(event) => onChange((event.currentTarget.value || null) as Value | null)}
      >
        <option value="">{texts.own}</option>
        {(Object.keys(names) as Value[]).map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </select>
    </div>
  );
}

interface AmountProps {
  label: string;
  value: number | null;
  least: number;
  most: number;
  /** What stands where nothing is said. */
  empty?: string;
  onChange: (value: number | null) => void;
}

/** A whole number; what is none, or too small or too large, changes nothing. */
function Amount({ label, value, least, most, empty, onChange }: AmountProps) {
  const id = useId();
  const read = (text: string) => {
    const number = Number(text);
    if (text === "" && empty !== undefined) onChange(null);
    else if (Number.isInteger(number) && number >= least && number <= most) onChange(number);
  };
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={least}
        max={most}
        value={value ?? ""}
        placeholder={empty}
        onInput={(event) => read(event.currentTarget.value)}
      />
    </div>
  );
}

function Switch({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="switch">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />{" "}
      {label}
    </label>
  );
}
