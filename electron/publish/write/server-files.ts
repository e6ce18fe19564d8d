/** Files for web servers: the only ones of a site whose names begin otherwise than with a letter or a digit. */
export const APACHE_FILE = ".htaccess";
export const NETLIFY_FILE = "_redirects";
export const NGINX_FILE = "nginx-redirects.conf";

export const SERVER_FILES: readonly string[] = [APACHE_FILE, NETLIFY_FILE, NGINX_FILE];

/** What the desk keeps in a site's folder for itself begins so, and is no reader's: servers say that it isn't there. */
export const OWN_PREFIX = ".songphasa-";
/** The files and folders of that name. */
export const OWN_FILES: readonly string[] = ["site.json", "site.more", "site.same.json", "site.lock"].map(
  (name) => OWN_PREFIX + name,
);
export const OWN_FOLDERS: readonly string[] = [`${OWN_PREFIX}site.tmp`, `${OWN_PREFIX}changed-by-hand`];
