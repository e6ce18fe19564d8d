/** Files for web servers: the only ones of a site whose names begin otherwise than with a letter or a digit. */
export const APACHE_FILE = ".htaccess";
export const NETLIFY_FILE = "_redirects";
export const NGINX_FILE = "nginx-redirects.conf";

export const SERVER_FILES: readonly string[] = [APACHE_FILE, NETLIFY_FILE, NGINX_FILE];
