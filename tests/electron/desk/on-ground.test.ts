import { expect, test } from "vitest";
import { onGround } from "../../../electron/desk/on-ground.ts";
import type { Library } from "../../../electron/library/library.ts";
import { type DeskError, deskError, done, type Result, refuse } from "../../../shared/errors.ts";

const GONE = deskError("disk-gone", { path: "/media/stick/library" });
const noSpace = (): Error => Object.assign(new Error("full"), { code: "ENOSPC", syscall: "write", path: "x" });

/** What is answered by a call whose library goes (or stays) while it is worked on. */
async function answerOf(work: () => Promise<Result<unknown>>, goes: boolean): Promise<Result<unknown>> {
  let gone: DeskError | null = null;
  const room = {
    "articles.open": async () => {
      if (goes) gone = GONE;
      return work();
    },
  };
  const now = () => ({ folder: "/media/stick/library" }) as Library;
  const [guarded] = onGround({ now, gone: () => gone }, [room as never]);
  return (guarded as unknown as typeof room)["articles.open"]();
}

test("what is not found because the library went is not said to be missing: the library is gone", async () => {
  const missing = async () => refuse("no-article", { id: "01JD" });
  expect(await answerOf(missing, false)).toMatchObject({ ok: false, error: { reason: "no-article" } });
  expect(await answerOf(missing, true)).toEqual({ ok: false, error: GONE });
});

test("what fails because the library went is no bug and no full disk", async () => {
  const fails = (error: Error) => async () => Promise.reject(error);
  expect(await answerOf(fails(new Error("nothing there to read")), true)).toEqual({ ok: false, error: GONE });
  expect(await answerOf(fails(noSpace()), true)).toEqual({ ok: false, error: GONE });
  expect(await answerOf(fails(noSpace()), false)).toMatchObject({ ok: false, error: { code: "disk" } });
  await expect(answerOf(fails(new Error("a bug")), false)).rejects.toThrow("a bug");
});

test("what was done before the library went is done", async () => {
  expect(await answerOf(async () => done("saved"), true)).toEqual(done("saved"));
});
