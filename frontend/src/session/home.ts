// Where the server of a recording is.

/** What its address begins with: nothing on a page of the server's own; null for a file that knows of no server. */
export function homeOf(): string | null {
  if (!__ARCHIVED__) return "";
  const { home } = document.documentElement.dataset;
  return home && /^https?:\/\/[^/]/.test(home) ? home : null;
}
