/** A whole run of Eleventy in the folder that it is started in: `in` to `out`. Its last line is its processor time in milliseconds. */
import { Eleventy } from "@11ty/eleventy";

const eleventy = new Eleventy("in", "out", {
  quietMode: true,
  config(given) {
    given.setUseGitIgnore(false);
    // Bodies are HTML already.
    return { htmlTemplateEngine: false };
  },
});
const before = process.cpuUsage();
await eleventy.write();
const { user, system } = process.cpuUsage(before);
process.stdout.write(`\n${(user + system) / 1000}`);
