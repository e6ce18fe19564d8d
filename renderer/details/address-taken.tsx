/** Another story has the address that was typed: which one it is, and the way there. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { desk } from "../base/desk-client.ts";
import { useStore } from "../base/store.ts";
import { type OpenStory, openStoryById } from "../editor/door.ts";

interface Taken {
  readonly slug: string;
  /** The other story. */
  readonly by: string;
}

export interface Holder {
  readonly id: string;
  /** Empty where it has none. */
  readonly headline: string;
  readonly isTrashed: boolean;
}

/** The last refusal, until a save goes through: while it is tried again it still holds. */
function useRefusal({ session }: OpenStory): Taken | null {
  const status = useStore(session.status);
  const [taken, setTaken] = useState<Taken | null>(null);
  useEffect(() => {
    if (status.kind === "saved") setTaken(null);
    if (status.kind !== "failed" || status.error.reason !== "slug-taken") return;
    const { slug = "", by = "" } = status.error.values ?? {};
    setTaken({ slug: String(slug), by: String(by) });
  }, [status]);
  return taken;
}

/** The story that has the address which stands in this one and was refused; null until it was read, or can't be. */
export function useHolder(story: OpenStory): Holder | null {
  const taken = useRefusal(story);
  const { slug } = useStore(story.session.view).details;
  const [holder, setHolder] = useState<Holder | null>(null);
  const by = taken?.slug === slug ? taken.by : "";
  useEffect(() => {
    let latest = true;
    setHolder(null);
    if (by === "") return;
    void desk.call("articles.open", { id: by }).then((read) => {
      if (!latest || !read.ok) return;
      const { versions, details, trashedAt } = read.value.article;
      const headline = versions[details.source]?.headline || versions.lo?.headline || versions.en?.headline || "";
      setHolder({ id: by, headline, isTrashed: trashedAt !== null });
    });
    return () => {
      latest = false;
    };
  }, [by]);
  return holder;
}

export function OpenHolder({ holder }: { readonly holder: Holder }) {
  const { t } = useTranslation();
  return (
    <Button
      className="open-holder"
      size="compact-xs"
      variant="subtle"
      // The field that loses the focus is saved once more first.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void openStoryById(holder.id)}
    >
      {t(holder.isTrashed ? "checks.otherInTrash" : "checks.other")}
    </Button>
  );
}
