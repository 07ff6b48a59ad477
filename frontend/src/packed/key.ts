// What lets a sandboxed frame run the program in its link: the server wrote it into this page, which no other can read.

const HEADER = "Gradwalk-Frame";

/** A fetcher that shows the key of this page where it posts; without one, the server takes posts of its own pages alone. */
export function withKey(fetcher: typeof fetch): typeof fetch {
  const key = document.querySelector<HTMLMetaElement>('meta[name="gradwalk-frame"]')?.content;
  return (address, init) => {
    if (!key || init?.method !== "POST") return fetcher(address, init);
    const headers = new Headers(init.headers);
    headers.set(HEADER, key);
    return fetcher(address, { ...init, headers });
  };
}
