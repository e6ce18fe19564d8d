import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { due, followDue } from "../../../renderer/publish/due/due.ts";

const AT = "2026-11-30T06:00:00+07:00";
const STORY = {
  id: "01JDQ00000000000000000000C",
  headline: { lo: "ຂົວໃໝ່ ທີ່ສະຫວັນນະເຂດ", en: "" },
  source: "lo",
  goesAt: { lo: AT, en: null },
};

/** A desk whose every answer takes two seconds by the clock, and says what is so when it was asked. */
vi.mock("../../../renderer/base/desk-client.ts", () => ({
  isUnreachable: () => false,
  desk: {
    subscribe: () => () => undefined,
    async call(_: string, { needs }: { readonly needs: "due" | "held" }) {
      const isDue = Date.now() >= Date.parse(AT);
      vi.setSystemTime(Date.now() + 2000);
      return { ok: true, value: { items: isDue === (needs === "due") ? [STORY] : [] } };
    },
  },
}));

vi.mock("../../../renderer/publish/publish-now.ts", () => ({ publishNow: vi.fn() }));
vi.mock("../../../renderer/publish/site/asked-stories.ts", () => ({ publishStories: vi.fn() }));
vi.mock("../../../renderer/base/tell.tsx", () => ({ tell: vi.fn() }));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a time that comes while the desk is asked what waits and what is due isn't missed", async () => {
  vi.setSystemTime(Date.parse(AT) - 1000);
  const leave = followDue();
  await vi.advanceTimersByTimeAsync(10);
  expect(due.get()).toMatchObject([{ id: STORY.id, lang: "lo", at: AT }]);
  leave();
});
