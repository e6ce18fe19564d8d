import { expect, test } from "vitest";
import { inOrder } from "../../../renderer/base/in-order.ts";

test("an answer that a later one has overtaken is let go", async () => {
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let asked = 0;
  const taken: string[] = [];
  const read = inOrder(
    () => {
      asked += 1;
      return answers[asked - 1]?.promise ?? Promise.reject(new Error("nothing more was to be asked"));
    },
    (answer) => taken.push(answer),
  );
  const all = Promise.all([read(), read(), read()]);
  answers[1]?.resolve("the clock is doubted");
  await answers[1]?.promise;
  answers[0]?.resolve("all is well");
  answers[2]?.resolve("the clock is believed");
  await all;
  expect(taken).toEqual(["the clock is doubted", "the clock is believed"]);
});
