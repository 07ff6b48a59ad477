// How it is played: how fast, what of it, and whether round and round. One button that says so, and a panel.

import { useId } from "preact/hooks";
import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { STRETCHES } from "../player/pace";
import { type Player, SPEEDS } from "../player/player";
import { Popover } from "../shell/Popover";

export function Pace({ player }: { player: Player }) {
  const texts = usePageTexts().pace;
  const loop = player.loop.value;
  const stretch = player.stretch.value;
  const label = (
    <>
      {player.speed.value}×{stretch !== "all" && <i>{texts.short[stretch]}</i>}
      {loop && <Icon name="loop" />}
    </>
  );
  return (
    <Popover label={label} name={texts.title} class="spd">
      {() => (
        <div class="pace">
          <Choice
            legend={texts.speed}
            options={SPEEDS.map((speed) => [speed, `${speed}×`] as const)}
            chosen={player.speed.value}
            onChoose={(speed) => (player.speed.value = speed)}
          />
          <Choice
            legend={texts.what}
            options={STRETCHES.map((one) => [one, texts.stretches[one]] as const)}
            chosen={stretch}
            onChoose={(one) => (player.stretch.value = one)}
          />
          <label>
            <input
              type="checkbox"
              checked={loop}
              onChange={(event) => (player.loop.value = event.currentTarget.checked)}
            />
            {texts.loop}
          </label>
        </div>
      )}
    </Popover>
  );
}

interface ChoiceProps<Option> {
  legend: string;
  options: readonly (readonly [option: Option, label: string])[];
  chosen: Option;
  onChoose: (option: Option) => void;
}

function Choice<Option extends string | number>({ legend, options, chosen, onChoose }: ChoiceProps<Option>) {
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map(([option, label]) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === chosen} onChange={() => onChoose(option)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
