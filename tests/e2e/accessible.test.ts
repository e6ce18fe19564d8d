import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";

const Report = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});
let desk: RunningDesk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

test("axe finds nothing on the open story", async () => {
  desk = await startDesk();
  const { page } = desk;
  await page.getByRole("option", { name: /Cold-chain trains/ }).click();
  await page.getByRole("textbox", { name: "English body" }).waitFor();
  // Read by the test's own world, so that the page's policy stands as it is.
  await page.evaluate(axe.source);
  const { violations } = Report.parse(await page.evaluate("axe.run(document, { resultTypes: ['violations'] })"));
  expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 160))])).toEqual([]);
});
