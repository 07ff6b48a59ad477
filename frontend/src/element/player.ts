// <gradwalk-player>: a recording in another page, in a frame that is loaded when it comes near and is as high as it wants to be.

import { type Asked, message, type Said, saidIn } from "../frame/protocol";

const script = document.currentScript ?? document.querySelector('script[src*="/gradwalk-player.js"]');
const HOME = new URL((script as HTMLScriptElement | null)?.src ?? location.href).origin;

/** Attributes that become the frame's query; a frame that is there is told of a new `lang` or `theme`. */
const QUERY = ["lang", "theme", "code", "controls", "panels", "speed", "autoplay", "loop", "readonly"];
const TOLD = ["lang", "theme", "step"];
const [USUAL_PX, LEAST_PX, MOST_PX] = [480, 120, 4000];
/** How near a player has to come before its frame is loaded: browsers load lazy frames from much further away. */
const NEAR_PX = 600;
/** What is printed is the picture: a frame that has not come near has nothing in it yet. A sheet like this no page forbids. */
const SHEET =
  "@media print{:host{break-inside:avoid}div{display:none!important}slot,img{display:block!important}img{max-width:100%;max-height:95vh}}";

class GradwalkPlayer extends HTMLElement {
  static observedAttributes = ["src", "recording", "height", ...QUERY, "step"];

  #box = document.createElement("div");
  #frame: HTMLIFrameElement | null = null;
  #coming: IntersectionObserver | null = null;
  #ready = false;
  #at = 0;

  connectedCallback(): void {
    addEventListener("message", this.#hear);
    this.#show();
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.#hear);
    this.#coming?.disconnect();
    this.#frame = null;
  }

  attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    if (before === value) return;
    if (name === "height") this.#size(Number(value));
    else if (!TOLD.includes(name) || !this.#tell(name, value)) this.#show();
  }

  /** The step on show; 0 until it is ready. */
  get step(): number {
    return this.#at;
  }

  seek(step: number): void {
    this.#ask({ type: "seek", step });
  }

  play(): void {
    this.#ask({ type: "play" });
  }

  pause(): void {
    this.#ask({ type: "pause" });
  }

  /** Whether a frame that is there was told of an attribute's new value. */
  #tell(name: string, value: string | null): boolean {
    if (!this.#ready || !value) return false;
    this.#ask(
      (name === "step" ? { type: "seek", step: Number(value) } : { type: name, [name]: value }) as Asked,
    );
    return true;
  }

  #ask(asked: Asked): void {
    // A sandboxed frame has no origin to name, and nothing that is said is secret.
    this.#frame?.contentWindow?.postMessage(message(asked), "*");
  }

  /** A box as high as the frame will be, which gets it when it comes near; nothing if there is no recording to show. */
  #show(): void {
    this.#ready = false;
    this.#frame = null;
    this.#coming?.disconnect();
    if (!this.isConnected || !this.#address()) return;
    this.#box.style.cssText = "display:block";
    this.#size(Number(this.getAttribute("height")) || USUAL_PX);
    const inside = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    inside.replaceChildren(this.#box, ...this.#pictures());
    // Older browsers print what they show.
    if (inside.adoptedStyleSheets) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(SHEET);
      inside.adoptedStyleSheets = [sheet];
    }
    this.style.display ||= "block";
    this.#coming = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) this.#load();
      },
      { rootMargin: `${NEAR_PX}px` },
    );
    this.#coming.observe(this);
  }

  /** What may be printed: what stands in the element, or else the recording's picture, which is not fetched before. */
  #pictures(): HTMLElement[] {
    const given = document.createElement("slot");
    const drawn = document.createElement("img");
    given.style.display = drawn.style.display = "none";
    const { origin, pathname, searchParams, hash } = new URL(this.#address() as string);
    if (pathname === "/embed") return [given];
    // A page that is still being read has yet to say what stands in it.
    given.onslotchange = () => {
      if (given.assignedElements().length > 0) drawn.remove();
    };
    const query = new URLSearchParams(hash.slice(1));
    for (const name of ["lang", "theme"]) {
      const value = searchParams.get(name);
      if (value && value !== "auto") query.set(name, value);
    }
    drawn.alt = this.title || "Gradwalk";
    drawn.loading = "lazy";
    drawn.src = `${origin}${pathname}.svg?${query}`;
    return [given, drawn];
  }

  #load(): void {
    this.#coming?.disconnect();
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
    frame.title = this.title || "Gradwalk";
    frame.style.cssText = "display:block;width:100%;height:100%;border:0";
    frame.src = this.#address() ?? "";
    this.#box.replaceChildren(frame);
    this.#frame = frame;
  }

  /** The frame's address; null if the attributes name no recording. */
  #address(): string | null {
    const id = this.getAttribute("recording");
    let address: URL;
    try {
      address = new URL(this.getAttribute("src") ?? `${HOME}/embed/${id}`, location.href);
    } catch {
      return null;
    }
    address.pathname = address.pathname.replace(/^\/g\//, "/embed/");
    if (!/^https?:$/.test(address.protocol) || !/^\/embed(\/[a-z2-7]{26})?$/.test(address.pathname))
      return null;
    for (const name of QUERY) {
      const value = this.getAttribute(name);
      if (value !== null) address.searchParams.set(name, value || "1");
    }
    const hash = new URLSearchParams(address.hash.slice(1));
    const step = this.getAttribute("step");
    if (step !== null) hash.set("step", step);
    address.hash = String(hash);
    return address.href;
  }

  #size(height: number): void {
    if (height) this.#box.style.height = `${Math.min(MOST_PX, Math.max(LEAST_PX, height))}px`;
  }

  #hear = ({ source, data }: MessageEvent): void => {
    const said = this.#frame && source === this.#frame.contentWindow ? saidIn(data) : null;
    if (!said) return;
    if (said.type === "resize") {
      if (!this.hasAttribute("height")) this.#size(said.height);
      return;
    }
    this.#at = said.step;
    if (said.type === "ready") this.#ready = true;
    this.#dispatch(said);
  };

  #dispatch({ type, ...detail }: Exclude<Said, { type: "resize" }>): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

if (!customElements.get("gradwalk-player")) customElements.define("gradwalk-player", GradwalkPlayer);
