import type { GuidePage } from "../../base/guide-state.ts";
import type { PageWords } from "../page-words.ts";

export const en: Readonly<Record<GuidePage, PageWords>> = {
  first: {
    title: "Your first story",
    lead: "A story is one text in two languages, side by side. You write one first; the other follows, paragraph by paragraph.",
    picture: "A story with its Lao on the left and its English on the right",
    steps: [
      "Press {word:app.newStory} at the top right and choose the language that you write first. That one is the source.",
      "Write the headline, Enter, the lead, Enter, then the body. Enter begins a new paragraph.",
      "In the other column a dashed frame waits beside each paragraph. Click in it and write its translation; both start at the same height.",
      "Fill in the category, the place and the photo under {word:details.title}, on the right.",
      "Set the stage above each column to “{word:stage.ready}” and press {word:editor.publish}.",
    ],
    notes: [
      "There is nothing to save: what you type is on the disk half a second later. The time stands above the text.",
      "To look around without your own stories, open the sample: {command:openLibrary} leads back.",
    ],
  },
  pairing: {
    title: "Pairing paragraphs",
    lead: "Paragraphs that say the same thing are one row. The dot between the columns belongs to the row.",
    picture: "Paragraphs of both languages, proposed as pairs",
    steps: [
      "Where both languages have text and nothing is linked, a banner offers to pair them. Or press {key:mod+alt+P}.",
      "Look at the lines marked “{word:pairing.unsure}”. Move, join or unlink them by mouse, or by the keys that stand on the buttons.",
      "Press {word:pairing.go}. One undo takes it back.",
    ],
    notes: [
      "Later, click a row’s dot: its menu joins it with the row above or below, separates it, or unlinks it.",
      "Drag a row by its handle, or press {key:alt+shift+ArrowUp} and {key:alt+shift+ArrowDown}: both languages move together.",
      "A paragraph may stand in one language only. Leave it as it is.",
    ],
  },
  confirm: {
    title: "Confirming, and what “stale” means",
    lead: "To confirm a row is to say: this translation is right for this source. If the source changes after that, the row is stale.",
    picture: "Below a stale row stands what changed in the source",
    steps: [
      "{key:alt+ArrowDown} goes to the next row that needs work and opens it. {key:alt+ArrowUp} goes back.",
      "Below the row you see what changed in the source, word by word, its checks and its notes.",
      "Mend the translation if it needs it. {key:mod+Enter} confirms the row and goes on to the next.",
      "Escape closes the row.",
    ],
    notes: [
      "The dots: an empty ring is a row not translated, half is not confirmed, full and green is confirmed, full and amber is stale.",
      "Not sure? {key:alt+N} writes a note on the row. The notes of a story stand under {word:notes.title}.",
      "A translator who must not touch the source locks it: the lock stands above its column.",
    ],
  },
  import: {
    title: "Importing and pasting",
    lead: "Stories come in from files, web pages and mail. You see what comes before anything is written.",
    picture: "Files that came by mail, as a table of stories with pairs and doubts",
    steps: [
      "Drop files or a folder anywhere on the window, or press {key:mod+alt+I}.",
      "The table shows each story with its headline, language, date and partner. What is marked needs a look.",
      "Correct what is wrong, untick what you don’t want, and take the rest.",
    ],
    notes: [
      "Pasting into a text keeps paragraphs, lists, tables, links and pictures, and says what was left out.",
      "Paste a translation at the empty line beside its source: its paragraphs go into the frames that wait.",
      "Lao in an old font, or out of a PDF, is shown before and after; Enter puts it right.",
      "A web or mail address becomes a link by itself. One undo takes that back.",
      "{command:sendStory} puts a story into one .songphasa file for a translator outside. What comes back is imported like any file, and joined with what was written here.",
    ],
  },
  details: {
    title: "Details, photo and crop",
    lead: "What readers and editors need to know beside the text stands on the right, in both languages.",
    picture: "The dialog that crops a photo and sets the point that always stays in sight",
    steps: [
      "Open {word:details.title} with {key:mod+alt+D}. Choose a category; add tags, place and bylines.",
      "Drop a photo on its field, or choose one that is in the library already, by its caption.",
      "Describe the photo for readers who can’t see it, in both languages. Add caption and credit.",
      "{word:details.cutImage} shows the whole photo: drag its edges, and the point that must stay in sight.",
    ],
    notes: [
      "The photo’s file is never changed; the crop can be undone at any time.",
      "A photo in the text has the same button below it.",
      "Each language can be assigned to somebody of the settings, with a deadline; {command:mine} shows what is yours.",
      "An embargo is a date before which the story doesn’t go out, even if somebody presses publish.",
    ],
  },
  publish: {
    title: "Publish, correct, withdraw",
    lead: "Each language goes out on its own. You are told what the site will get before anything is written.",
    picture: "What the site will get: new, changed and moved pages",
    steps: [
      "Look at {word:checks.title} on the right: what keeps a language at home, and what to look at first. Each leads to its place.",
      "Set the stage above the column to “{word:stage.ready}”, or mark it so in the dialog that comes next.",
      "Press {key:mod+shift+Enter}. The dialog says which pages are new or change, with their addresses. Publish.",
      "{word:editor.preview} shows the page exactly as readers will get it.",
    ],
    notes: [
      "What you type later stays here. To correct what is out, publish the story again; a note to readers can go with it.",
      "A story leaves the site by withdrawal alone: choose “{word:stage.withdrawn}” as its stage. Its page then says so, with your reason.",
      "{command:publishSite} does it for all that is ready, from the menu.",
    ],
  },
  bundle: {
    title: "A bundle for the web developer",
    lead: "Where the site’s server can’t be reached from here, hand over one zip file.",
    picture: "The dialog that makes a bundle, with what it will hold",
    steps: [
      "Choose {command:bundle} in the menu.",
      "Take the whole site, or only what changed since a bundle that was handed over, or chosen stories.",
      "The dialog says how many files and how large. Make it, and show its folder.",
      "Hand over the file, and write down to whom: the next one can then hold only what changed.",
    ],
    notes: [
      "Bundles can be signed (Settings, “Signing”): the developer then knows that nobody changed them.",
      "A bundle publishes as {command:publishSite} does: only what is ready goes into it.",
    ],
  },
  history: {
    title: "History and conflicts",
    lead: "Earlier states of a story are kept by themselves. Nothing that you write over is lost.",
    picture: "The history of a story, with the state that was chosen to compare",
    steps: [
      "Open {word:history.title} on the right. A state is kept at each pause, stage, import and publication.",
      "Choose one and press {word:history.compareNow}: what went and what came is marked, word by word.",
      "{word:history.restore} brings it back as a new state; the present one stays in the history.",
    ],
    notes: [
      "If two people write one story at once, both stay. Where they wrote the same words in two ways, the row’s dot has a mark.",
      "Open it: Alt 1 and Alt 2 take one, Alt 3 both, Alt 4 lets you write it yourself. What you don’t choose stays in the history.",
      "{command:sharing} lets several desks work on one library, each offline for days. What they write comes together by itself; {command:syncNow} doesn’t wait.",
      "A story in the trash can be taken back until the trash is emptied.",
    ],
  },
  backup: {
    title: "Backup, and a new computer",
    lead: "One file holds the whole library: stories, history and pictures.",
    picture: "The settings of the daily backup",
    steps: [
      "Open {command:backup} in the menu and choose a folder, best on another disk or a stick.",
      "From then on a backup is made every day, and seven days are kept. {word:backup.now} makes one at once.",
      "On a new computer: install Songphasa, copy the backup file there, and type the line that stands in the same place.",
      "Then {command:openLibrary} and choose the folder that was restored.",
    ],
    notes: [
      "A backup is read back and checked before it counts.",
      "{command:updates} takes a newer Songphasa from a file, or from an address in the office, where it was installed as an app. Everything is saved first.",
      "The library is an ordinary folder. {command:showLibrary} shows where it is. Only one desk writes in it at a time.",
    ],
  },
  keys: {
    title: "Keys, and finding things",
    lead: "Everything can be done by the keyboard. One field finds both stories and commands.",
    picture: "The field that finds stories and commands",
    steps: [
      "{key:mod+K} finds stories and commands, also by other words: “dark”, “zip”, “help”.",
      "{key:mod+shift+L} goes to the library’s search. Spaces between Lao words don’t count, and a text without tones finds what has them.",
      "{key:mod+F} finds in the story, in both languages; {key:mod+H} replaces.",
      "{key:F10} opens the menu, {key:mod+/} lists all keys, {key:F1} opens this guide.",
    ],
    notes: [
      "{key:mod+alt+K} opens the board: what is worked on, language by language, by stage or by person. Shift and the arrows move a story to another stage.",
      "The filters above the list find what needs translation, what went stale, and what is out in one language only.",
      "A double click takes one Lao word.",
      "{key:mod+alt+=} and {key:mod+alt+-} set the size of the text; {key:mod+alt+1} and {key:mod+alt+2} hide a column.",
      "{key:mod+alt+Y} changes the language of the window.",
    ],
  },
};
