/**
 * The word list of the interface: one word for one thing, in each language, and where it stands. A native editor
 * reads this page from top to bottom and corrects it here first; `npm test -- tests/renderer/locale` then names each
 * sentence of `lo.ts` and `en.ts` that still says it otherwise.
 */

export interface Word {
  /** How Lao says it; several where the sentence decides, the first being the usual one. Spelt with ຫຼ. */
  readonly lo: readonly string[];
  /** How English says it, in the singular. */
  readonly en: string;
  /** Sentences, by key, that must say it in both languages. */
  readonly where: readonly string[];
  /** Wherever the English says it, the Lao does too. */
  readonly always?: true;
  /** What no sentence may say for it; a pattern where a plain word would hit others. */
  readonly never?: { readonly lo?: readonly (string | RegExp)[]; readonly en?: readonly (string | RegExp)[] };
}

/** The stages, which stand in quotation marks inside a sentence. */
export const STAGES_IN_SENTENCES = ["publish.siteText", "publish.skip.stage", "bundle.text"] as const;

export const WORDS: readonly Word[] = [
  // The program, and what it keeps
  {
    lo: ["Songphasa"],
    en: "Songphasa",
    where: ["editor.readOnly.article-newer", "error.bug"],
    always: true,
    never: { lo: [/(^|\s)ສອງພາສາ(?=\s|$)/] },
  },
  {
    lo: ["ໂປຣແກຣມ"],
    en: "program",
    where: ["problems.kind.copy", "error.disk-busy"],
    always: true,
    never: { lo: ["ໂປແກມ", "ໂປຼແກຼມ"] },
  },
  { lo: ["ຄັງຂ່າວ"], en: "library", where: ["library.title", "settings.deskName", "commands.openLibrary"] },
  { lo: ["ຄູ່ມື"], en: "guide", where: ["guide.title", "guide.close", "guide.find", "commands.guide"], always: true },
  { lo: ["ເມນູ"], en: "menu", where: ["menu.open", "settings.site.sectionsHint"], always: true },
  { lo: ["ຂ່າວ"], en: "story", where: ["editor.story", "commands.duplicate", "commands.trash"] },
  {
    lo: ["ໄຟລ໌"],
    en: "file",
    where: ["intake.name", "bundle.files_one", "import.choose"],
    always: true,
    never: { lo: ["ແຟ້ມ"] },
  },
  {
    lo: ["ໂຟນເດີ"],
    en: "folder",
    where: ["folder.text", "publish.folder", "backup.folder"],
    never: { lo: ["ແຟ້ມ", "ໂຟລເດີ", "ໂຟນເດີຊິງ"] },
  },
  { lo: ["ຊິ້ງຂໍ້ມູນ"], en: "synced", where: ["problems.kind.copy"], always: true, never: { lo: [/ຊິງ/] } },
  { lo: ["ຖັງຂີ້ເຫຍື້ອ"], en: "trash", where: ["library.trash", "trash.empty", "publish.inTrash"], always: true },
  {
    lo: ["ກອງບັນນາທິການ"],
    en: "newsroom",
    where: ["publish.sitePart.newsrooms"],
    always: true,
    never: { lo: ["ຫ້ອງຂ່າວ"] },
  },
  { lo: ["ການຕັ້ງຄ່າ"], en: "settings", where: ["settings.title", "commands.settings"], always: true },
  { lo: ["ສຳຮອງ"], en: "backup", where: ["settings.backup", "backup.daily", "backup.never"], always: true },

  // A story and its parts
  { lo: ["ຫົວຂໍ້"], en: "headline", where: ["fields.headline.lo", "fields.headline.en"], always: true },
  { lo: ["ຄວາມນຳ"], en: "lead", where: ["fields.lead.lo", "history.fields.lead"] },
  {
    lo: ["ຫຍໍ້ໜ້າ"],
    en: "paragraph",
    where: ["tools.style", "pairing.title", "pairing.empty", "shortcuts.browser"],
    always: true,
    never: { lo: [/ວັກ(?!ໜ້າ)/] },
  },
  { lo: ["ແຖວ"], en: "row", where: ["rows.position", "commands.confirmRow"], always: true },
  { lo: ["ຖັນ"], en: "column", where: ["editor.hide.lo", "tools.addColumn"], always: true },
  { lo: ["ຕົ້ນສະບັບ"], en: "source", where: ["editor.source", "rows.copySource"], always: true },
  {
    lo: ["ໝາຍເຫດ"],
    en: "note",
    where: ["notes.title", "notes.list", "notes.text", "settings.nameHint", "publish.note.lo"],
    never: { lo: ["ເພີ່ມບັນທຶກ", "ບັນທຶກເຖິງ", "ບັນທຶກທີ່ທ່ານຂຽນ", "ບັນທຶກວ່າ"] },
  },
  { lo: ["ໝວດ"], en: "category", where: ["details.category", "library.anyCategory"], always: true },
  { lo: ["ປ້າຍກຳກັບ"], en: "tags", where: ["details.tags", "settings.tags"], always: true },
  {
    lo: ["ຄຳບັນຍາຍ"],
    en: "caption",
    where: ["editor.caption", "intake.fields.caption"],
    always: true,
    never: { lo: ["ຄຳບັນຍາຍພາບ"] },
  },
  { lo: ["ຄຳອະທິບາຍ"], en: "description", where: ["editor.alt", "details.alt.lo"], always: true },
  { lo: ["ຮູບ"], en: "photo", where: ["details.chooseImage", "library.photo"], always: true },
  { lo: ["ທີ່ຢູ່"], en: "address", where: ["details.slug", "settings.siteUrl"], always: true },
  { lo: ["ລິ້ງ"], en: "link", where: ["tools.link", "checks.found.links"], never: { lo: ["ລິງ", "ລີ້ງ"] } },
  { lo: ["ແມ່ແບບ"], en: "template", where: ["templates.title", "commands.useAsTemplate"], always: true },
  { lo: ["ຕົວກັ່ນຕອງ"], en: "filter", where: ["filters.kept", "filters.keepTitle"] },
  { lo: ["ປະຫວັດ"], en: "history", where: ["history.title", "commands.history"], always: true },

  // Whose work it is
  { lo: ["ມອບໝາຍ"], en: "assign", where: ["commands.assignLao", "several.assign", "several.assignGo"], always: true },
  {
    lo: ["ກຳນົດສົ່ງ"],
    en: "deadline",
    where: ["assign.when", "several.assignDue"],
    always: true,
  },
  { lo: ["ບຸກຄະລາກອນ"], en: "people", where: ["settings.people", "settings.whoHint", "assign.toPeople"] },

  { lo: ["ກະດານວຽກ"], en: "board", where: ["board.title", "board.close", "commands.board"], always: true },

  // What one does
  { lo: ["ບັນທຶກ"], en: "save", where: ["commands.save", "settings.save", "save.unsaved"] },
  {
    lo: ["ກັບຄືນ"],
    en: "undo",
    where: ["tools.undo", "commands.undo", "find.undo", "shortcuts.browser"],
    always: true,
    never: { lo: ["ຍ້ອນກັບ"] },
  },
  { lo: ["ເຮັດຄືນ"], en: "redo", where: ["tools.redo", "commands.redo"], always: true },
  { lo: ["ຢືນຢັນ"], en: "confirm", where: ["rows.confirm", "commands.confirmRow"], always: true },
  {
    lo: ["ຂໍ້ຂັດແຍ່ງ"],
    en: "conflict",
    where: ["history.why.conflict", "history.aside", "checks.found.conflict_one"],
    always: true,
    never: { lo: ["ຂັດກັນ"] },
  },
  {
    lo: ["ແກ້ໄຂ"],
    en: "resolved",
    where: ["history.why.conflict", "checks.found.conflict_one"],
    always: true,
    never: { lo: ["ຕົກລົງຂໍ້", "ຕັດສິນ"], en: [/\bsettled?\b/i] },
  },
  { lo: ["ຊອກຫາ"], en: "search", where: ["library.search", "commands.search"], always: true, never: { lo: ["ຄົ້ນຫາ"] } },
  { lo: ["ນຳເຂົ້າ"], en: "import", where: ["import.title", "commands.import"], always: true },
  { lo: ["ສຳເນົາ"], en: "copy", where: ["rows.copySource", "settings.signing.copy"] },
  { lo: ["ກວດກາ"], en: "checks", where: ["checks.title", "commands.checks", "history.panes"] },
  {
    lo: ["ຈາກທັງໝົດ"],
    en: "of",
    where: [
      "library.reading",
      "editor.rowsDone",
      "find.position",
      "backup.running",
      "intake.reading",
      "publish.step.of",
    ],
    never: { lo: [/\}\} ໃນ \{\{(total|of)\}\}/], en: [/ of \{\{total\}\} rows?$/] },
  },

  // Going out
  {
    lo: ["ເຜີຍແຜ່"],
    en: "publish",
    where: ["publish.title", "commands.publishSite", "publish.skipped"],
    never: { en: [/\bat home\b/i] },
  },
  { lo: ["ຂັ້ນຕອນ"], en: "stage", where: ["library.stage", "editor.stageOf.lo"], always: true },
  { lo: ["ພ້ອມເຜີຍແຜ່"], en: "ready", where: ["stage.ready", "publish.siteText", "publish.skip.stage", "bundle.text"] },
  { lo: ["ຖອນ"], en: "withdraw", where: ["withdrawal.go.lo", "stage.withdrawn"] },
  { lo: ["ຫ້າມເຜີຍແຜ່"], en: "embargo", where: ["details.embargo", "publish.skip.embargo"], always: true },
  { lo: ["ຊຸດໄຟລ໌", "ຊຸດ"], en: "bundle", where: ["bundle.title", "bundle.make"], always: true },
  {
    lo: ["ພາສາດຽວ"],
    en: "language",
    where: ["library.owed"],
    never: { lo: [/(?<!ຫ)ຍັງຄ້າງ/], en: [/\bowed\b/i] },
  },
  // Several desks
  {
    lo: ["ສູນແບ່ງປັນ"],
    en: "hub",
    where: ["sharing.address", "sharing.away", "error.hub-away", "error.hub-missing"],
    always: true,
    never: {
      // What carries the stories has no name in the window, nor do its parts.
      lo: [/\bgit\b/i],
      en: [
        /\bgit\b/i,
        /\brepositor(?:y|ies)\b/i,
        /\bcommit/i,
        /\bpush(?:e[sd]|ing)?\b/i,
        /\bpull\b/i,
        /\bremote\b/i,
        /\bclone/i,
      ],
    },
  },
  { lo: ["ແບ່ງປັນ"], en: "share", where: ["sharing.begin", "commands.sharing", "error.share-none"] },
  { lo: ["ເຂົ້າຮ່ວມ"], en: "join", where: ["sharing.join", "sharing.joinInstead"] },
  { lo: ["ໂທເຄັນ"], en: "token", where: ["sharing.token", "error.hub-denied"], always: true },
  { lo: ["ລໍຖ້າ"], en: "wait", where: ["sharing.waiting_other", "sharing.list.waits", "error.hub-away"] },

  { lo: ["ເວັບໄຊ"], en: "site", where: ["publish.site", "commands.publishSite"] },
];
