// The menu of how the page is shown: large type for a projector, the panes as designed, on paper.

import { usePageTexts } from "../i18n/page";
import { Icon } from "../icons/Icon";
import { large, setLarge } from "./large";
import { Menu } from "./Menu";
import { Popover } from "./Popover";
import { resetPanes } from "./panes";

export function View() {
  const texts = usePageTexts().view;
  const label = (
    <>
      <Icon name="panel" />
      <span class="word">{texts.view}</span>
    </>
  );
  return (
    <Popover label={label} name={texts.view} kind="menu" class="btn quiet view">
      {(close) => {
        const item = (act: () => void) => () => {
          close();
          act();
        };
        return (
          <Menu label={texts.view}>
            <button
              type="button"
              role="menuitemcheckbox"
              tabIndex={-1}
              aria-checked={large.value}
              onClick={item(() => setLarge(!large.value))}
            >
              <i>{large.value && <Icon name="check" />}</i>
              <span>
                {texts.large} <kbd>P</kbd>
              </span>
            </button>
            <button type="button" role="menuitem" tabIndex={-1} onClick={item(resetPanes)}>
              <i />
              {texts.reset}
            </button>
            <button type="button" role="menuitem" tabIndex={-1} onClick={item(() => window.print())}>
              <i />
              {texts.print}
            </button>
          </Menu>
        );
      }}
    </Popover>
  );
}
