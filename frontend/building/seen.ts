// Leaves of the still embed's style what a picture that nobody points at, and that does not move, can show.

import postcss, { type Rule } from "postcss";

/** What only a pointer, the focus, or the program's own course brings about. */
const UNSEEN = /:hover|:focus|:active|::?(view|selection)/;
/** What more than a first step and small tables may show: it comes with the player's whole style (still/rest.ts). */
const REST =
  /\.(sent|sent-sum|together|hot|chan|ran|freed|error|failed|octagon|token|heat|plus|plus-o|fn-i|second|labelled|told|note|selected|slice|bad|halo|tick|waiting|caller|runs|primary|e|strike|overwritten|lane|well-kept|retained|why|q|codeless|paneled|panels|legend|hint|v|g2|found|stopped)(?![\w-])|\.(fn|line)\.now|\.tk(\.\w+)? span|\.g1\.past|\.ib\.play\[|^\.narration small|^\.btn kbd|\[data-phase=.?(backward|error)/;
const MOVES =
  /^(transition|animation|cursor|touch-action|user-select|-webkit-user-select|will-change|scroll-behavior)/;

/** A style without what cannot be seen. `named` tells whether the script knows a class or an attribute. */
export function reduced(css: string, named: (name: string) => boolean): string {
  const root = postcss.parse(css);
  root.walkAtRules(/keyframes$/, (rule) => void rule.remove());
  root.walkAtRules("media", (rule) => void (rule.params.includes("reduced-motion") && rule.remove()));
  root.walkRules((rule: Rule) => {
    rule.selectors = rule.selectors.filter((one) => isSeen(one, named));
    if (rule.selectors.join("") === "") rule.remove();
  });
  root.walkDecls(MOVES, (declaration) => void declaration.remove());
  dropOverruled(root);
  dropUnused(root, named);
  inlineSettled(root, named);
  root.walkRules((rule) => void (rule.nodes.length === 0 && rule.remove()));
  root.walkAtRules((rule) => void (rule.nodes?.length === 0 && rule.remove()));
  shortNames(root, named);
  root.walkDecls((declaration) => {
    declaration.value = declaration.value
      .replace(/, /g, ",")
      .replace(/ \/ /g, "/")
      .replace(/calc\((\w+) \+ 0px\)/g, "$1");
  });
  root.walkComments((comment) => void comment.remove());
  return root.toString();
}

/** What the page itself has. */
const IN_PAGE = /^(html|body|root|data-theme|data-phase)$/;

function isSeen(selector: string, named: (name: string) => boolean): boolean {
  // What :not() names need not be there.
  const plain = selector.replace(/:not\([^)]*\)/g, "");
  if (UNSEEN.test(plain) || REST.test(plain)) return false;
  const names = [...plain.matchAll(/[.#]([\w-]+)|\[([\w-]+)|(?:^|[\s>])([a-z]\w*)/g)].map(
    ([, name, attribute, tag]) => name ?? attribute ?? tag ?? "",
  );
  return names.every((name) => IN_PAGE.test(name) || named(name));
}

/** Custom properties that nothing asks for, until there are none. */
function dropUnused(root: postcss.Root, named: (name: string) => boolean): void {
  for (let again = true; again; ) {
    again = false;
    const used = new Set(root.toString().match(/(?<=var\(\s*)--[\w-]+/g));
    root.walkDecls(/^--/, (declaration) => {
      if (used.has(declaration.prop) || named(declaration.prop)) return;
      declaration.remove();
      again = true;
    });
  }
}

/** What a rule of every `.embed` says, the same rule for all pages need not: there is nothing else on the page. */
function dropOverruled(root: postcss.Root): void {
  const said = new Map<string, Set<string>>();
  root.walkRules((rule) => {
    if (rule.parent !== root) return;
    for (const selector of rule.selectors)
      if (selector.startsWith(EVERY))
        rule.walkDecls(({ prop }) => {
          const plain = selector.slice(EVERY.length);
          said.set(plain, (said.get(plain) ?? new Set()).add(prop));
        });
  });
  root.walkRules((rule) => {
    rule.walkDecls((declaration) => {
      if (rule.selectors.every((one) => said.get(one)?.has(declaration.prop))) declaration.remove();
    });
  });
  root.walkRules((rule) => {
    rule.selectors = rule.selectors.map((one) => one.replace(EVERY, ""));
  });
}

const EVERY = ".embed ";

/** Custom properties that have one value everywhere, and a short one, in their own place. */
function inlineSettled(root: postcss.Root, named: (name: string) => boolean): void {
  const values = new Map<string, Set<string>>();
  root.walkDecls(/^--/, ({ prop, value }) => {
    values.set(prop, (values.get(prop) ?? new Set()).add(value));
  });
  for (const [prop, [value = "", ...others]] of values) {
    if (others.length > 0 || value.length > LONGEST || named(prop)) continue;
    root.walkDecls((declaration) => {
      if (declaration.prop === prop) declaration.remove();
      else declaration.value = declaration.value.replaceAll(`var(${prop})`, value);
    });
  }
}

const LONGEST = 20;

/** Custom properties that only the style itself asks for, by a letter each: the player's whole style has its own. */
function shortNames(root: postcss.Root, named: (name: string) => boolean): void {
  const short = new Map<string, string>();
  root.walkDecls(/^--/, ({ prop }) => {
    if (!named(prop) && !short.has(prop)) short.set(prop, `--${String.fromCharCode(FIRST + short.size)}`);
  });
  if (short.size > 26) throw new Error(`there are not letters enough for ${short.size} names`);
  root.walkDecls((declaration) => {
    declaration.prop = short.get(declaration.prop) ?? declaration.prop;
    declaration.value = declaration.value.replace(/--[\w-]+/g, (name) => short.get(name) ?? name);
  });
}

const FIRST = "a".charCodeAt(0);
