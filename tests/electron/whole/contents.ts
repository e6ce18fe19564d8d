/** A window's page: real Chromium, held over the DevTools protocol. `app://songphasa` stands at an address that Chromium knows. */
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";
import { isolatedWorld, pageWorld } from "./worlds.ts";

const OURS = "app://songphasa";
/** A secure origin, as ours is in the shell; nothing of it ever reaches a network. */
const SHOWN = "https://songphasa.invalid";
const shownAs = (url: string): string => url.replace(OURS, SHOWN);
const asOurs = (url: string): string => url.replace(SHOWN, OURS);

export interface World {
  newPage(): Promise<Page>;
  /** Answers `app://`. */
  serve(request: Request): Promise<Response>;
  /** The session's rule for requests. */
  isCancelled(url: string): boolean;
  invoke(event: unknown, channel: string, args: readonly unknown[]): Promise<unknown>;
  send(event: unknown, channel: string, args: readonly unknown[]): void;
}

export class WebContents extends EventEmitter {
  readonly mainFrame = { url: "", parent: null, detached: false, frameTreeNodeId: 1 };
  readonly #world: World;
  readonly #preload: string;
  #page: Page | undefined;
  #session: CDPSession | undefined;
  /** The preload's world in the page that is shown. */
  #isolated: number | undefined;
  #crashed = false;

  constructor(world: World, preload: string) {
    super();
    this.#world = world;
    this.#preload = readFileSync(preload, "utf8");
  }

  async load(url: string): Promise<void> {
    if (!this.#page) await this.#open();
    this.mainFrame.url = url;
    const answer = await this.#page?.goto(shownAs(url));
    this.emit("did-navigate", {}, url, answer?.status() ?? 0, answer?.statusText() ?? "");
  }

  async #open(): Promise<void> {
    const page = await this.#world.newPage();
    const session = await page.context().newCDPSession(page);
    this.#page = page;
    this.#session = session;
    page.on("crash", () => {
      this.#crashed = true;
      this.#isolated = undefined;
      this.emit("render-process-gone", {}, { reason: "crashed", exitCode: 139 });
    });
    session.on("Fetch.requestPaused", (paused) => {
      this.#answer(session, paused.requestId, paused.request).catch((error: unknown) =>
        this.emit("stand-in-error", error),
      );
    });
    session.on("Runtime.executionContextCreated", ({ context }) => {
      if (context.name === "preload" && context.auxData?.frameId === mainFrame) this.#isolated = context.id;
    });
    session.on("Runtime.executionContextDestroyed", ({ executionContextId }) => {
      if (executionContextId === this.#isolated) this.#isolated = undefined;
    });
    session.on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
      if (name === "shellSend") void this.#heard(JSON.parse(payload), executionContextId);
    });
    const { frameTree } = await session.send("Page.getFrameTree");
    const mainFrame = frameTree.frame.id;
    await session.send("Page.enable");
    await session.send("Runtime.enable");
    await session.send("Runtime.addBinding", { name: "shellSend", executionContextName: "preload" });
    await session.send("Page.addScriptToEvaluateOnNewDocument", { source: pageWorld });
    await session.send("Page.addScriptToEvaluateOnNewDocument", {
      source: isolatedWorld(this.#preload),
      worldName: "preload",
    });
    await session.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
  }

  async #answer(
    session: CDPSession,
    requestId: string,
    { url, method }: { readonly url: string; readonly method: string },
  ): Promise<void> {
    if (this.#world.isCancelled(asOurs(url))) {
      await session.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" });
    } else if (url.startsWith(SHOWN)) {
      const answer = await this.#world.serve(new Request(asOurs(url), { method }));
      await session.send("Fetch.fulfillRequest", {
        requestId,
        responseCode: answer.status,
        responseHeaders: [...answer.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await answer.arrayBuffer()).toString("base64"),
      });
    } else await session.send("Fetch.continueRequest", { requestId });
  }

  async #heard(
    message: { readonly invoke?: number; readonly channel: string; readonly args: readonly unknown[] },
    contextId: number,
  ): Promise<void> {
    const event = { sender: this, senderFrame: this.mainFrame };
    if (message.invoke === undefined) {
      this.#world.send(event, message.channel, message.args);
      return;
    }
    const answer = await this.#world.invoke(event, message.channel, message.args);
    await this.#run(`__answer(${message.invoke}, ${JSON.stringify(answer) ?? "undefined"})`, contextId);
  }

  /** A world that is gone meanwhile, with its page or by a reload, hears nothing more. */
  async #run(expression: string, contextId: number): Promise<void> {
    await this.#session?.send("Runtime.evaluate", { expression, contextId }).catch(() => undefined);
  }

  send(channel: string, payload: unknown): void {
    if (this.#isolated !== undefined)
      void this.#run(`__heard(${JSON.stringify(channel)}, ${JSON.stringify(payload)})`, this.#isolated);
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  /** A dead page can't be had back over the protocol: another one takes its place. */
  reload(): void {
    const again = async () => {
      if (this.#crashed) {
        await this.#page?.close();
        this.#page = undefined;
        this.#crashed = false;
      }
      await this.load(this.mainFrame.url);
    };
    again().catch((error: unknown) => this.emit("stand-in-error", error));
  }

  forcefullyCrashRenderer(): void {
    // Its answer never comes: the page is dead.
    void this.#session?.send("Page.crash").catch(() => undefined);
  }

  setWindowOpenHandler(_handler: unknown): void {
    // A page of ours opens no window; what it is refused is held by the tests of the refusals.
  }

  async close(): Promise<void> {
    await this.#page?.close();
  }
}
