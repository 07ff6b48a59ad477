// A program in a link: `#v1=` and its UTF-8 text, deflated without a header (RFC 1951), in base64url. Bounded both ways.

/** As long as a program may be that the server runs. */
export const MOST_BYTES = 64 * 1024;
/** What does not get smaller gets a little larger, and by a third in base64. */
const MOST_CHARACTERS = 92 * 1024;

/** Why there is no program: no link to one, damaged or cut off, longer than a program may be, or the browser is too old. */
export type Why = "none" | "damaged" | "too_large" | "too_old";
export type Unpacked = { ok: true; source: string } | { ok: false; why: Why };

const failed = (why: Why): Unpacked => ({ ok: false, why });

/** What a hash holds of a program, null if it has none. */
export const packedIn = (hash: string): string | null =>
  new URLSearchParams(hash.replace(/^#/, "")).get("v1");

/** The hash of a link that has a program in it. A browser that is too old to make one throws. */
export async function pack(source: string): Promise<string> {
  const stream = new Blob([source]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `#v1=${btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** The program that was packed. However much a few bytes would grow to, no more than MOST_BYTES of it are made. */
export async function unpack(packed: string | null): Promise<Unpacked> {
  if (!packed) return failed("none");
  if (packed.length > MOST_CHARACTERS) return failed("too_large");
  if (!/^[\w-]+$/.test(packed)) return failed("damaged");
  if (!inflates()) return failed("too_old");
  let grown: Blob | null;
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
      one.charCodeAt(0),
    );
    grown = await inflate(bytes);
    if (!grown) return failed("too_large");
    const source = new TextDecoder("utf-8", { fatal: true }).decode(await grown.arrayBuffer());
    return source.trim() === "" ? failed("none") : { ok: true, source };
  } catch {
    return failed("damaged");
  }
}

/** Whether this browser can: some have streams like this one, but none for this format. */
function inflates(): boolean {
  try {
    return !!new DecompressionStream("deflate-raw");
  } catch {
    return false;
  }
}

/** Null if there would be more than MOST_BYTES. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Blob | null> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts);
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    parts.push(value as Uint8Array<ArrayBuffer>);
  }
}
