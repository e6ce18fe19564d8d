/** The headers that go with everything that a host serves: one policy for both hosts. */

const DIRECTIVES: readonly (readonly [string, string])[] = [
  ["default-src", "'none'"],
  ["script-src", "'self'"],
  // What is pasted and long is read in a thread.
  ["worker-src", "'self'"],
  // The interface's components insert style elements; with scripts kept to our own files a style can't do harm.
  ["style-src", "'self' 'unsafe-inline'"],
  ["img-src", "'self' blob: data:"],
  ["font-src", "'self' data:"],
  ["connect-src", "'self'"],
  // The preview is a srcdoc frame, which inherits all of this: its styles are inline, its images data:, and it has no script.
  ["frame-src", "'self' blob: data:"],
  ["object-src", "'none'"],
  ["base-uri", "'none'"],
  ["form-action", "'none'"],
  ["frame-ancestors", "'none'"],
];

/** What a page may have beyond the strict policy: extra sources by directive, for a WebSocket or a dev server. */
export type ExtraSources = Readonly<Record<string, readonly string[]>>;

/** The content security policy; with `extra`, those sources stand behind the directive's own. */
export function contentSecurityPolicy(extra: ExtraSources = {}): string {
  return DIRECTIVES.map(([name, sources]) => [name, sources, ...(extra[name] ?? [])].join(" ")).join("; ");
}

/** Every answer of either host carries these, errors too. */
export function securityHeaders(extra: ExtraSources = {}): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(extra),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
}
