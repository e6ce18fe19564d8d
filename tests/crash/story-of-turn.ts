/** A Lao version whose every part names its turn, so that a mixture of two shows. */
import type { Version } from "../../shared/article/article.ts";

const SENTENCE = "ລະດັບນ້ຳຂອງຢູ່ນະຄອນຫຼວງວຽງຈັນເພີ່ມຂຶ້ນ ແລະ ທາງການໄດ້ແຈ້ງເຕືອນປະຊາຊົນໃຫ້ກຽມພ້ອມ. ";

export function storyOfTurn(turn: number): Pick<Version, "headline" | "lead" | "body"> {
  const content = Array.from({ length: 12 }, (_, index) => ({
    type: "paragraph",
    attrs: { id: `block-${index}`, row: `row-${index}` },
    content: [{ type: "text", text: `${SENTENCE.repeat(3)}${turn}` }],
  }));
  return { headline: `ຂ່າວ ${turn}`, lead: `ຄວາມນຳ ${turn}`, body: { type: "doc", content } };
}

/** The turn that a stored version is of; null where its parts are of several. */
export function turnOf(version: Version): number | null {
  const turn = Number(/\d+$/.exec(version.headline)?.[0]);
  const wanted = storyOfTurn(turn);
  const whole =
    version.headline === wanted.headline &&
    version.lead === wanted.lead &&
    JSON.stringify(texts(version.body)) === JSON.stringify(texts(wanted.body));
  return whole ? turn : null;
}

const texts = (body: Version["body"]): (string | undefined)[] =>
  (body.content ?? []).flatMap((block) => (block.content ?? []).map((node) => node.text));
