/** `npm run package`: builds the app and makes what one installs of it. */
import { parseArgs } from "node:util";
import { OUT_FOLDER } from "../disk/program-places.ts";
import { buildApp } from "../start/build-app.ts";
import { buildBundleTool } from "../start/build-bundle-tool.ts";
import { kindsHere } from "./kinds-here.ts";
import { isSystem, makePackages, SYSTEM_HERE } from "./make-packages.ts";
import { publicUpdateKey } from "./update-key.ts";

const HELP = `npm run package -- [options]

  --system NAME   linux, win or mac (else this one); a dmg is made on macOS alone
  --kind NAME     one kind of package: deb, rpm, AppImage, nsis, dmg, zip; dir is the app's folder
                  alone. More than once, if you like (else all of the system's)
  --help          these words
`;

function wrongUse(sentence: string): never {
  process.stderr.write(`${sentence}\n\n${HELP}`);
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    system: { type: "string", default: SYSTEM_HERE[process.platform] ?? "" },
    kind: { type: "string", multiple: true, default: [] },
    help: { type: "boolean", default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else if (!isSystem(values.system)) wrongUse("--system wants linux, win or mac.");
else {
  const { kinds, words: left } = values.kind.length > 0 ? { kinds: values.kind } : kindsHere(values.system);
  if (left) process.stderr.write(`${left}\n`);
  // Said before the long work, and once more by the app itself.
  if (publicUpdateKey() === null)
    process.stderr.write("There is no key for updates (npm run update-key): the app will say so, and install none.\n");
  await buildApp((words) => void process.stderr.write(`${words}\n`));
  await buildBundleTool(OUT_FOLDER);
  const made = await makePackages({ system: values.system, kinds });
  for (const file of made) process.stdout.write(`${file}\n`);
}
