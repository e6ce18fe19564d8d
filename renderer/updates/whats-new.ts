/** What each version brought, newest first, as an editor reads it. A version that is released has its entry here. */
import type { Lang } from "../../shared/article/article.ts";

export interface News {
  readonly version: string;
  readonly words: Readonly<Record<Lang, readonly string[]>>;
}

export const NEWS: readonly News[] = [
  {
    version: "0.1.0",
    words: {
      en: [
        "The first Songphasa that is installed as an app, on Windows, macOS and Linux.",
        "A .songphasa file opens with a double click, and a library’s folder from the system’s own menu.",
        "A newer Songphasa is installed from a file that was brought along, or from an address in the office: Help, “Install an update…”.",
      ],
      lo: [
        "Songphasa ລຸ້ນທຳອິດທີ່ຕິດຕັ້ງເປັນແອັບໄດ້ ໃນ Windows, macOS ແລະ Linux.",
        "ໄຟລ໌ .songphasa ຂອງ Songphasa ເປີດໄດ້ດ້ວຍການກົດສອງເທື່ອ ແລະ ໂຟນເດີຂອງຄັງຂ່າວເປີດໄດ້ຈາກເມນູຂອງລະບົບ.",
        "Songphasa ລຸ້ນໃໝ່ຕິດຕັ້ງໄດ້ຈາກໄຟລ໌ທີ່ເອົາມາ ຫຼື ຈາກທີ່ຢູ່ໃນຫ້ອງການ: ຊ່ວຍເຫຼືອ, “ຕິດຕັ້ງອັບເດດ…”.",
      ],
    },
  },
];
