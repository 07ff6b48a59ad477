// Sets the theme before the first paint, so that a dark page does not flash; src/theme/theme.ts takes over from here.
(() => {
  const known = (text) => text === "auto" || text === "light" || text === "dark";
  let kept = null;
  try {
    kept = localStorage.getItem("gradwalk.theme");
  } catch {
    // A frame of opaque origin has no storage.
  }
  const asked = new URLSearchParams(location.search).get("theme");
  const theme = known(asked) ? asked : known(kept) ? kept : "auto";
  const dark = theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
