/** Stories into a file that a colleague opens. */
import { desk } from "../base/desk-client.ts";
import { storyNow } from "../editor/door.ts";
import { packageWork, show } from "./package-work.ts";

/** Makes the package and shows where it lies; what is typed just now is in it. */
export async function sendStories(ids: readonly string[]): Promise<void> {
  show({ kind: "making" });
  await storyNow()?.session.flush();
  const answer = await desk.call("package.make", { articles: [...ids] });
  if (packageWork.get().kind !== "making") return;
  show(answer.ok ? { kind: "made", made: answer.value, ids } : { kind: "refused", error: answer.error, ids });
}
