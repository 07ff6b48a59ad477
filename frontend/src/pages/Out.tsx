// The way to the playground, in a tab of its own.

import { Mark } from "../icons/Icon";

export const Out = ({ href, label }: { href: string; label: string }) => (
  <a class="btn quiet" href={href} target="_blank" rel="noopener" aria-label={label} title={label}>
    <Mark />
  </a>
);
