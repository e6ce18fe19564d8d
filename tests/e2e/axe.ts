/** What axe finds in a window. */
import axe from "axe-core";
import { z } from "zod";
import type { RunningDesk } from "./desk-in-browser.ts";
import { drawn } from "./steps.ts";

const Report = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
});

/** The whole window, or a part of it. The previewed page, in its own frame, has checks of its own. */
export async function violations(desk: RunningDesk, part = "html"): Promise<readonly string[]> {
  const { page } = desk;
  // What fades in has its colours only at the end; it begins to fade a frame after it is there.
  await drawn(page);
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== "running" || one.effect?.getComputedTiming().endTime === Infinity),
  );
  // Read by the test's own world, so that the page's policy stands as it is; once a window, for it is long.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options = { resultTypes: ["violations"], iframes: false };
  const report = Report.parse(await page.evaluate(`axe.run(${JSON.stringify(part)}, ${JSON.stringify(options)})`));
  return report.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 180)} ${node.failureSummary?.slice(0, 200) ?? ""}`),
  );
}
