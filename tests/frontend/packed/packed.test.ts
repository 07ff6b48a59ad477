import { deflateRawSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { MOST_BYTES, pack, packedIn, unpack } from "../../../frontend/src/packed/packed";

const packed = (bytes: string | Uint8Array) => deflateRawSync(bytes).toString("base64url");
const program = "import torch\nx = torch.ones(2, requires_grad=True)  # 张量 🙂\n(x * x).sum().backward()\n";

describe("a program in a link", () => {
  it("is the program that was packed, in letters that an address keeps", async () => {
    for (const source of [program, "x", "\u0000\n", "é".repeat(MOST_BYTES / 2)]) {
      const hash = await pack(source);
      expect(hash).toMatch(/^#v1=[\w-]+$/);
      expect(await unpack(packedIn(hash))).toEqual({ ok: true, source });
    }
  });

  it("is what any other deflate makes of it", async () => {
    expect(await unpack(packed(program))).toEqual({ ok: true, source: program });
    expect(packedIn(`#v1=${packed(program)}&step=3`)).toBe(packed(program));
  });

  it("is not read if it is damaged or cut off anywhere", async () => {
    const whole = packed(program);
    for (const damaged of [
      "garbage!",
      "AAAA",
      "_",
      whole.slice(0, -5),
      whole.slice(4),
      packed(new Uint8Array([0xff, 0xfe, 0xfd])),
      "<script>alert(1)</script>",
    ])
      expect(await unpack(damaged)).toEqual({ ok: false, why: "damaged" });
  });

  it("is not there if there is nothing in it", async () => {
    for (const nothing of [null, "", packed(""), packed(" \n")])
      expect(await unpack(nothing)).toEqual({ ok: false, why: "none" });
  });

  it("is no longer than a program may be, however little it takes in the link", async () => {
    const bomb = packed("\n".repeat(50_000_000));
    expect(bomb.length).toBeLessThan(92 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    expect(await unpack(bomb)).toEqual({ ok: false, why: "too_large" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect(await unpack(packed("x".repeat(MOST_BYTES)))).toMatchObject({ ok: true });
    expect(await unpack(packed("x".repeat(MOST_BYTES + 1)))).toEqual({ ok: false, why: "too_large" });
    expect(await unpack("A".repeat(200_000))).toEqual({ ok: false, why: "too_large" });
  });

  it("is told to be more than an old browser can read, whether it has no streams or none of this format", async () => {
    const refused = class {
      constructor() {
        throw new TypeError("Unsupported compression format: 'deflate-raw'");
      }
    };
    for (const streams of [undefined, refused]) {
      vi.stubGlobal("DecompressionStream", streams);
      expect(await unpack(packed(program))).toEqual({ ok: false, why: "too_old" });
    }
  });
});

afterEach(() => vi.unstubAllGlobals());
