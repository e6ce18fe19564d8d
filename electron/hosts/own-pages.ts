/** Which addresses are the desk's own in the shell: `app://songphasa`, and a dev server while developing. */

export const APP_SCHEME = "app";
const APP_HOST = "songphasa";
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
/** Where the shell would fetch dictionaries from, were it ever to: an address of our own that serves none. */
export const NO_DICTIONARIES = `${APP_ORIGIN}/no-dictionaries/`;

export interface OwnPages {
  /** What the window loads. */
  readonly start: string;
  /** The dev server's origin; null in every build that a user has. */
  readonly devOrigin: string | null;
  /** True for a page of ours, the only one that may speak to the desk. */
  isOwnPage(url: string): boolean;
  /** True for what may be requested at all; everything else leaves the machine, or could. */
  mayRequest(url: string): boolean;
}

const parsed = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null);

/** A dev server's address is only ever believed where the app is not packaged. */
export function ownPages({ packaged, devUrl }: { packaged: boolean; devUrl: string | undefined }): OwnPages {
  const dev = packaged || !devUrl ? null : parsed(devUrl);
  const devOrigin = dev && /^https?:$/.test(dev.protocol) ? dev.origin : null;
  const isOwnPage = (url: string): boolean => {
    const page = parsed(url);
    if (!page) return false;
    if (page.protocol === `${APP_SCHEME}:`)
      return page.host === APP_HOST && page.username === "" && page.password === "";
    return devOrigin !== null && page.origin === devOrigin;
  };
  return {
    start: devOrigin ? `${devOrigin}/` : `${APP_ORIGIN}/`,
    devOrigin,
    isOwnPage,
    mayRequest(url) {
      if (isOwnPage(url)) return true;
      const address = parsed(url);
      if (!address) return false;
      // Both are bytes that the page already holds; neither reaches a network.
      if (address.protocol === "blob:" || address.protocol === "data:") return true;
      if (!packaged && address.protocol === "devtools:") return true;
      return devOrigin !== null && address.origin === devOrigin.replace(/^http/, "ws");
    },
  };
}
