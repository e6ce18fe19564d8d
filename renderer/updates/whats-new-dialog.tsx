import { useTranslation } from "react-i18next";
import { desk } from "../base/desk-client.ts";
import { hostState } from "../base/desk-state.ts";
import { dialog } from "../base/layout-state.ts";
import { NEWS } from "./whats-new.ts";

/** After an update what it brought is shown, once; a desk that is new has nothing new to tell. */
export function showNewsOnce(): void {
  const host = hostState.get();
  if (!host || host.newsSeen === host.version) return;
  if (host.newsSeen !== null && dialog.get() === null) dialog.set("whatsNew");
  // What can't be kept is shown again, which harms nobody.
  void desk.call("host.remember", { newsSeen: host.version });
}

/** The latest versions and what they brought. */
export function WhatsNewDialog() {
  const { i18n, t } = useTranslation();
  const lang = i18n.language === "lo" ? "lo" : "en";
  return (
    <div className="whats-new">
      {NEWS.slice(0, 5).map(({ version, words }) => (
        <section key={version}>
          <h3>{t("whatsNew.version", { version })}</h3>
          <ul>
            {words[lang].map((word) => (
              <li key={word}>{word}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
