import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import {
  BundleManifest,
  type DeltaManifest,
  manifestPieces,
  manifestSchemaText,
  type WholeManifest,
} from "../../../shared/bundle/bundle-manifest.ts";

const hash = "5f".repeat(32);
const publication = {
  id: "01JDQS7Z0ZK3E9X2V5T8W1R4YB",
  sequence: 7,
  parents: ["01JDQS7Z0ZK3E9X2V5T8W1R4YA"],
  at: "2024-12-07T09:30:00Z",
};
const common = {
  format: 2 as const,
  generator: "Songphasa" as const,
  version: "0.1.0",
  baseUrl: "https://kpl.example",
  publication,
  about: [{ path: "README.txt" as const, size: 3, sha256: hash }],
};
const page = { path: "lo/index.html", size: 12, type: "text/html", sha256: hash };
const whole: WholeManifest = { ...common, kind: "whole", list: hash, count: 1, files: [page], stories: [] };
const delta: DeltaManifest = {
  ...common,
  kind: "delta",
  before: { list: hash, count: 1, publication },
  after: { list: hash, count: 1 },
  changes: { added: [], changed: [page], withdrawn: [], moved: [], removed: [{ path: "404.html", sha256: hash }] },
  stories: [{ id: publication.id, lang: "lo", kind: "changed", to: "lo/2024/12/dam/" }],
};

test("a manifest is the same to our schema and to the JSON Schema that goes along with it", () => {
  const validate = new Ajv2020({ strict: false, formats: { "date-time": true, base64: true } }).compile(
    JSON.parse(manifestSchemaText()),
  );
  const wrong = [
    { ...whole, kind: "all" },
    { ...whole, list: "5f" },
    { ...delta, before: undefined },
    { ...delta, changes: { ...delta.changes, removed: ["404.html"] } },
  ];
  for (const good of [whole, delta, { ...whole, kind: "part" }, { ...whole, later: "carried" }]) {
    expect(validate(JSON.parse(JSON.stringify(good))), JSON.stringify(validate.errors)).toBe(true);
    expect(BundleManifest.safeParse(good).success).toBe(true);
  }
  for (const bad of wrong) {
    expect(validate(JSON.parse(JSON.stringify(bad)))).toBe(false);
    expect(BundleManifest.safeParse(bad).success).toBe(false);
  }
});

test("a path that leads out of the site makes no manifest, and the text of one has its keys in order", () => {
  expect(BundleManifest.safeParse({ ...whole, files: [{ ...page, path: "../index.html" }] }).success).toBe(false);
  expect([...manifestPieces(whole)].join("")).toMatch(/^\{\n {2}"about"/);
});
