/**
 * A saved page as one file (RFC 2557, "MHTML"): the page and its pictures as parts of a message. The parts
 * are found by the message's boundary, their bytes by how each says that it is written (RFC 2045, section 6).
 */

interface Part {
  readonly type: string;
  readonly charset: string;
  /** Where it lay on the web, and by what name other parts mean it. */
  readonly location: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

export interface WebArchive {
  readonly html: Uint8Array;
  /** Of the page's bytes; empty where it isn't said. */
  readonly charset: string;
  /** A picture by the address that the page gives it. */
  picture(src: string): Uint8Array | null;
}

/** Bytes as text of one letter a byte, and back. */
const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
const MOST_PARTS = 2000;

/** Field names in lower case; lines that go on are one. */
function fieldsOf(head: string): ReadonlyMap<string, string> {
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(":");
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
    }),
  );
}

const parameter = (field: string, name: string): string => {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, "i").exec(field);
  return found?.[1] ?? found?.[2] ?? "";
};

function bytesOf(body: string, encoding: string): Uint8Array {
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  const plain = body
    .replace(/[ \t]+(?=\r?\n)/g, "")
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(plain, "latin1");
}

/** Where the head of a message or a part ends and its body begins. */
function cutHead(text: string): readonly [string, string] {
  const end = /\r?\n\r?\n/.exec(text);
  return end ? [text.slice(0, end.index), text.slice(end.index + end[0].length)] : [text, ""];
}

function partOf(text: string): Part {
  const [head, body] = cutHead(text);
  const fields = fieldsOf(head);
  const type = fields.get("content-type") ?? "";
  return {
    type: type.split(";", 1)[0]?.trim().toLowerCase() ?? "",
    charset: parameter(type, "charset"),
    location: fields.get("content-location") ?? "",
    id: (fields.get("content-id") ?? "").replace(/^<|>$/g, ""),
    bytes: bytesOf(body, (fields.get("content-transfer-encoding") ?? "").toLowerCase()),
  };
}

/** Whether bytes begin as a message with parts that belong together. */
export function isWebArchive(bytes: Uint8Array): boolean {
  const [head] = cutHead(latin(bytes.subarray(0, 4096)));
  return /^multipart\/related\b/i.test(fieldsOf(head).get("content-type") ?? "");
}

/** Null where the message holds no page. */
export function readWebArchive(bytes: Uint8Array): WebArchive | null {
  const [head, body] = cutHead(latin(bytes));
  const boundary = parameter(fieldsOf(head).get("content-type") ?? "", "boundary");
  if (boundary === "") return null;
  const parts = `\n${body}`
    .split(`\n--${boundary}`, MOST_PARTS)
    .slice(1)
    .filter((part) => !part.startsWith("--"))
    .map((part) => partOf(part.replace(/^[ \t]*\r?\n/, "").replace(/\r$/, "")));
  const page = parts.find(({ type }) => type === "text/html" || type === "application/xhtml+xml");
  if (!page) return null;
  const addressOf = (src: string): string =>
    URL.canParse(src, page.location) ? new URL(src, page.location).href : src;
  return {
    html: page.bytes,
    charset: page.charset,
    picture(src) {
      const id = /^cid:(.*)$/i.exec(src)?.[1];
      const address = addressOf(src);
      const found = parts.find((part) =>
        id === undefined ? part.location !== "" && addressOf(part.location) === address : part.id === id,
      );
      return found && /^image\/(?!svg)/.test(found.type) ? found.bytes : null;
    },
  };
}
