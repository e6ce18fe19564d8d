import { getSchema } from "@tiptap/core";
import { Transform } from "@tiptap/pm/transform";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { schemaExtensions } from "../../../../renderer/editor/schema/extensions.ts";
import { rememberStored, storedBody } from "../../../../renderer/editor/session/serialise.ts";
import { bodyProblem } from "../../../../shared/blocks/body-problem.ts";
import { goodBody } from "../../../shared/blocks/any-body.ts";

// The figure's view asks the desk for its picture; there is neither view nor desk here.
vi.mock("../../../../renderer/base/desk-client.ts", () => ({ desk: {}, isUnreachable: () => false }));

const schema = getSchema(schemaExtensions);

test("any body that the desk takes comes out of the editor as it went in", () => {
  fc.assert(
    fc.property(goodBody, (body) => {
      expect(bodyProblem(body)).toBeNull();
      const doc = schema.nodeFromJSON(body);
      doc.check();
      expect(storedBody(doc)).toEqual(body);
    }),
    { numRuns: 500 },
  );
});

test("a block that nobody touched is stored as it came, with what is written out though it is the default", () => {
  const paragraph = (id: string, text: string) => ({
    type: "paragraph",
    attrs: { id, row: id },
    content: [{ type: "text", text }],
  });
  const item = { type: "listItem", content: [{ type: "paragraph", content: [] }] };
  const list = { type: "orderedList", attrs: { id: "l", row: "l", start: 1, type: null }, content: [item] };
  const body = { type: "doc", content: [list, paragraph("p", "Water rose at Pakse.")] };
  const doc = schema.nodeFromJSON(body);
  rememberStored(doc, body);
  expect(storedBody(doc)).toEqual(body);
  const edited = new Transform(doc).insert(doc.content.size - 1, schema.text(" ນ້ຳຂອງ")).doc;
  expect(storedBody(edited).content).toEqual([list, paragraph("p", "Water rose at Pakse. ນ້ຳຂອງ")]);
});
