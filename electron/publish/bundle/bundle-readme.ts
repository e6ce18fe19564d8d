/** `README.txt` of a bundle: for whoever finds it and has no tool at hand, in both languages. */
import type { BundleManifest } from "../../../shared/bundle/bundle-manifest.ts";

const WHOLE = {
  lo: `ໄຟລ໌ນີ້ມີເວັບໄຊທັງໝົດ.

ວິທີວາງດ້ວຍມື:
1. ແຕກໄຟລ໌ zip ໃສ່ໂຟນເດີໃໝ່ທີ່ວ່າງເປົ່າ.
2. ເອົາ manifest.json, manifest.schema.json, manifest.sig ແລະ README.txt ອອກ: ບໍ່ແມ່ນສ່ວນຂອງເວັບໄຊ.
3. ໃຫ້ເຊີບເວີຊີ້ໄປຫາໂຟນເດີໃໝ່ ແທນໂຟນເດີເກົ່າ.`,
  en: `This file holds the whole site.

To put it in place by hand:
1. Unpack the zip into a new, empty folder.
2. Take manifest.json, manifest.schema.json, manifest.sig and README.txt out: they are no part of the site.
3. Let the web server serve the new folder in place of the old one.`,
};

const DELTA = {
  lo: `ໄຟລ໌ນີ້ມີສະເພາະສິ່ງທີ່ປ່ຽນ ນັບແຕ່ຊຸດກ່ອນ. ໃຊ້ໄດ້ກັບເວັບໄຊທີ່ຢູ່ຕາມຊຸດກ່ອນນັ້ນເທົ່ານັ້ນ (ເບິ່ງ "before" ໃນ manifest.json).

ວິທີວາງດ້ວຍມື ໃນສຳເນົາຂອງໂຟນເດີເວັບໄຊ:
1. ໄຟລ໌ໃນ "changes.moved": ຍ້າຍຈາກ "from" ໄປ "path".
2. ແຕກໄຟລ໌ zip ທັບ: ໄຟລ໌ໃນ "added", "changed" ແລະ "withdrawn" ຢູ່ໃນນັ້ນ.
3. ລຶບໄຟລ໌ໃນ "changes.removed".
4. ເອົາ manifest.json, manifest.schema.json, manifest.sig ແລະ README.txt ອອກ: ບໍ່ແມ່ນສ່ວນຂອງເວັບໄຊ.
5. ໃຫ້ເຊີບເວີຊີ້ໄປຫາສຳເນົານັ້ນ.`,
  en: `This file holds only what changed since an earlier bundle. It fits a site that stands as that bundle left it, and no
other ("before" in manifest.json says which).

To put it in place by hand, in a copy of the site's folder:
1. Files in "changes.moved": move them from "from" to "path".
2. Unpack the zip over it: the files in "added", "changed" and "withdrawn" are in it.
3. Remove the files in "changes.removed".
4. Take manifest.json, manifest.schema.json, manifest.sig and README.txt out: they are no part of the site.
5. Let the web server serve that copy.`,
};

const PART = {
  lo: `ໄຟລ໌ນີ້ມີສະເພາະຂ່າວທີ່ເລືອກ: ໜ້າເວັບ, ຂໍ້ມູນ JSON ແລະ ຮູບ. ບໍ່ແມ່ນເວັບໄຊທັງໝົດ ຢ່າວາງແທນເວັບໄຊ.
ຂໍ້ມູນຂອງແຕ່ລະຂ່າວຢູ່ api/<id>.json; ລາຍຊື່ທັງໝົດຢູ່ "stories" ໃນ manifest.json.`,
  en: `This file holds chosen stories alone: their pages, their data as JSON, and their pictures. It is no site; don't put it
in the place of one. The data of each story are in api/<id>.json; "stories" in manifest.json lists them all.`,
};

const KINDS = { whole: WHOLE, delta: DELTA, part: PART };

const BOTH = {
  lo: `ແຕ່ລະໄຟລ໌ມີຂະໜາດ ແລະ SHA-256 ຢູ່ໃນ manifest.json; ກວດກ່ອນວາງ. ເຄື່ອງມື songphasa-bundle.mjs ກວດ ແລະ ວາງໃຫ້
ໂດຍຄົບຖ້ວນ ຫຼື ບໍ່ວາງເລີຍ; ຂໍເອົານຳຫ້ອງຂ່າວ ຢ່າເອົາຈາກໄຟລ໌ zip ທີ່ຈະກວດ. ເຄື່ອງມືບໍ່ວາງແທນເວັບໄຊທີ່ມາຈາກ
ຄັງຂ່າວອື່ນ ນອກຈາກທ່ານສັ່ງດ້ວຍ --replace.`,
  en: `manifest.json has the size and the SHA-256 of every file; check them first. The tool songphasa-bundle.mjs checks a
bundle and puts it in place whole or not at all; get it from the newsroom, never out of a bundle that it is to check. It puts no
bundle in the place of another library's site, unless you say so with --replace.`,
};

export const readmeText = (kind: BundleManifest["kind"]): string =>
  `${KINDS[kind].lo}\n\n${BOTH.lo}\n\n----\n\n${KINDS[kind].en}\n\n${BOTH.en}\n`;
