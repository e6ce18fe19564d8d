/** The contract's calls for stories and their assets: written, released, put into the trash and taken out. */
import { emptyVersion } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { done, refuse } from "../../shared/errors.ts";
import { personOf } from "../../shared/settings.ts";
import { instantNow, isTimeZone, withZoneOffset } from "../../shared/text/dates.ts";
import { ASSET_TYPES, addAsset, readAsset, smallCopy } from "../library/files/assets/assets.ts";
import { lockedOut } from "../library/files/lock.ts";
import { mergeDetails, mergeVersion } from "../library/files/merge-save.ts";
import { decodedBytes } from "./decoded-bytes.ts";
import { findPictures } from "./find-pictures.ts";
import { copyOf, freshArticle } from "./fresh-article.ts";
import type { Needs, Room } from "./room.ts";

export const storyCalls = ({
  library,
  pictures,
  writer,
  lastChange,
}: Pick<Needs, "library" | "pictures" | "writer" | "lastChange">) => {
  const trash = (id: string, at: string | null) =>
    library().change(id, writer("editor"), (article) =>
      done({ ...article, trashedAt: at === null ? null : (article.trashedAt ?? at) }),
    );

  return {
    "articles.list": async (request) => done(await library().list(request)),
    "articles.board": async (request) => done(await library().board(request)),
    "articles.create": async ({ details = {}, lo, en }) => {
      const now = instantNow();
      const source = details.source ?? (en && !lo ? "en" : "lo");
      const versions = { lo: null, en: null } as ReturnType<typeof freshArticle>["versions"];
      for (const lang of LANGS) {
        const given = lang === "lo" ? lo : en;
        if (!given) continue;
        const merged = mergeVersion(null, { ...emptyVersion(lang, now), ...given }, lang, now);
        if (!merged.ok) return merged;
        versions[lang] = merged.value;
      }
      const fresh = freshArticle(source, versions);
      return library().create({ ...fresh, details: mergeDetails(fresh.details, details) }, writer("editor"));
    },
    "articles.open": ({ id }) => library().open(id),
    "articles.save": async (request) => {
      const saved = await library().save(request, writer("editor"));
      if (saved.ok) {
        const { revs, article, changed } = saved.value;
        return done({ revs, updatedAt: article.updatedAt, changed });
      }
      if (saved.error.reason !== "part-changed") return saved;
      const last = lastChange(request.id);
      const now = await library().open(request.id);
      const at = last?.at ?? (now.ok ? now.value.article.updatedAt : instantNow());
      return refuse("part-changed", { ...saved.error.values, at, ...(last?.by ? { by: last.by } : {}) });
    },
    "articles.release": async ({ id, lang, stage, publishedAt, assigned, reason }) => {
      const { timeZone: zone, people } = library().settings().settings;
      if (assigned && !personOf(people, assigned.person)) return refuse("no-person", { person: assigned.person });
      const inZone = (instant: string) => (isTimeZone(zone) ? withZoneOffset(instant, zone) : instant);
      const date = publishedAt === undefined ? {} : { publishedAt: publishedAt && inZone(publishedAt) };
      const given = assigned && { ...assigned, due: assigned.due && inZone(assigned.due) };
      const change = {
        ...(stage ? { stage } : {}),
        ...date,
        ...(given !== undefined && { assigned: given }),
        ...(reason ? { reason } : {}),
      };
      const released = await library().release(id, lang, change, writer("editor"));
      if (!released.ok) return released;
      const { article, changed } = released.value;
      return done({ release: article.release, changed });
    },
    "articles.trash": async ({ id }) => {
      const changed = await trash(id, instantNow());
      return changed.ok ? done({ trashedAt: changed.value.article.trashedAt }) : changed;
    },
    "articles.restore": async ({ id }) => {
      const changed = await trash(id, null);
      return changed.ok ? done({ trashedAt: changed.value.article.trashedAt }) : changed;
    },
    "articles.duplicate": async ({ id }) => {
      const opened = await library().open(id);
      if (!opened.ok) return opened;
      if (opened.value.readOnly) return refuse(opened.value.readOnly);
      return library().create(copyOf(opened.value.article), writer("editor"));
    },
    "assets.add": async ({ name, data }) => {
      if (library().readOnly) return { ok: false, error: lockedOut(library()) };
      const bytes = decodedBytes(data);
      return bytes.ok ? addAsset(library().folder, name, bytes.value) : bytes;
    },
    "assets.find": async ({ text = "" }) => done({ pictures: await findPictures(library(), text) }),
    "assets.read": async ({ asset, width }) => {
      // A small copy is one of many, in a list: for it nothing is fetched.
      const bytes = await (width === undefined ? pictures().read(asset) : readAsset(library().folder, asset));
      if (!bytes)
        return refuse((await pictures().lacking([asset])).has(asset) ? "picture-coming" : "no-asset", { asset });
      const small = width === undefined ? null : await smallCopy(bytes, width);
      if (small) return done({ type: "image/webp", data: Buffer.from(small).toString("base64") });
      return done({
        type: ASSET_TYPES[asset.slice(65)] ?? "application/octet-stream",
        data: Buffer.from(bytes).toString("base64"),
      });
    },
  } satisfies Room;
};
