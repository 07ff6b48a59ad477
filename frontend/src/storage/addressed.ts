// What the address of a page asks for, like `?lang=zh`: it gives way to the reader's own choice.

/** Have the address ask for what the reader chose, where it asks for another: else that would be back with the next load. */
export function askFor(name: string, chosen: string): void {
  const address = new URL(location.href);
  if (!address.searchParams.has(name)) return;
  address.searchParams.set(name, chosen);
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // Opaque frames may not: then the choice lasts as long as the page.
  }
}
