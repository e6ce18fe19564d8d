import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { userInfo } from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { joinSharing, makeHub, syncNow } from "../../../electron/sync/share.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { sharedNewsroom, wholeOf } from "./desks.ts";

const newsroom = sharedNewsroom();
const SSHD = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"].find((file) => existsSync(file));
if (!SSHD) console.log("skipped: the hub over SSH, as there is no sshd on this machine");

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const makeKey = (file: string): void =>
  void execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file], { stdio: "ignore" });

async function serve(port: number, hostKey: string, authorised: string): Promise<ChildProcess> {
  const config = `${hostKey}.conf`;
  writeFileSync(
    config,
    [
      `HostKey ${hostKey}`,
      `AuthorizedKeysFile ${authorised}`,
      `PidFile ${hostKey}.pid`,
      "ListenAddress 127.0.0.1",
      "StrictModes no",
      "UsePAM no",
      "PasswordAuthentication no",
      "PermitRootLogin yes",
    ].join("\n"),
  );
  const child = spawn(SSHD ?? "", ["-D", "-e", "-p", String(port), "-f", config], { stdio: "ignore" });
  running.push(child);
  await vi.waitFor(
    () =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(port, "127.0.0.1", () => {
          socket.destroy();
          resolve();
        });
        socket.on("error", reject);
      }),
    { timeout: 15_000, interval: 100 },
  );
  return child;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

test.skipIf(!SSHD)(
  "two desks share over SSH with a key; another key is refused, and so is a hub that shows another host key",
  async () => {
    // sshd, started by root, keeps its children there.
    if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true });
    const port = await freePort();
    const at = (name: string) => path.join(newsroom.root(), name);
    must(await makeHub(newsroom.hub(), at("keeper")));
    for (const key of ["host", "desk", "stranger", "other-host"]) makeKey(at(key));
    writeFileSync(at("authorised"), readFileSync(`${at("desk")}.pub`));
    const first = await serve(port, at("host"), at("authorised"));
    const address = `ssh://${userInfo().username}@127.0.0.1:${port}${newsroom.hub()}`;
    const given = { address, keyFile: at("desk") };
    const vientiane = await newsroom.desk("vientiane", given);
    const { id } = must(await vientiane.library.create(storyWithText("ຂ່າວຜ່ານກະແຈ"), writer)).article;
    await vientiane.sync();
    const pakse = await newsroom.desk("pakse", given);
    await pakse.headline(id, "lo", "ຂ່າວຜ່ານກະແຈ ຈາກປາກເຊ");
    await pakse.sync();
    await vientiane.sync();
    expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
    const stranger = { home: at("stranger-home"), desk: "01JDESKSTRANGER", by: "ບຸກຄົນອື່ນ" };
    expect(await joinSharing(at("stolen"), { address, keyFile: at("stranger") }, stranger)).toMatchObject({
      ok: false,
      error: { reason: "hub-denied" },
    });
    await ended(first);
    await serve(port, at("other-host"), at("authorised"));
    expect(await syncNow(vientiane.library, vientiane.sharer)).toMatchObject({
      ok: false,
      error: { reason: "hub-key-changed" },
    });
  },
);
