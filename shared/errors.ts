/**
 * Errors that use expects are values: a code from one short list (what a program acts on), a reason
 * (which sentence the window shows, in the user's language) and values for that sentence. `message`
 * is the same sentence in English, for the command line and logs.
 */
export const ERROR_CODES = [
  "invalid",
  "unauthorized",
  "forbidden",
  "not-found",
  "conflict",
  "too-large",
  "not-json",
  "locked",
  "disk",
  "bug",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Each reason with its code and its English sentence; `{name}` stands for a value. */
export const REASONS = {
  "bad-request": ["invalid", "The request is not understood: {detail}."],
  "bad-token": ["unauthorized", "This address needs the desk's token."],
  "foreign-caller": ["forbidden", "The desk answers its own window only."],
  "folder-not-chosen": ["forbidden", "That folder was not chosen in the desk."],
  "unknown-call": ["not-found", "The desk has no such call."],
  "no-article": ["not-found", "There is no story with the id {id}."],
  "no-template": ["not-found", "That template is not in this library any more."],
  "template-unreadable": ["invalid", "The template's file can't be read: {detail}."],
  "template-newer": ["invalid", "The template was written by a newer Songphasa; no story can be made of it here."],
  "template-changed": ["conflict", "The template was changed elsewhere after you opened it; nothing was written."],
  "no-version": ["invalid", "The story has no version in that language yet."],
  "no-person": ["invalid", "The settings have nobody of the key {person}."],
  "nobody-here": ["invalid", "Nobody of the settings is chosen as the one who sits here."],
  "picture-coming": ["not-found", "The image {asset} hasn't come from the other desks yet."],
  "no-asset": ["not-found", "The image {asset} is not in this library."],
  "part-changed": ["conflict", "The story was changed elsewhere after you opened it; nothing was written."],
  busy: ["conflict", "Another publication into that place is running. Try again when it is done."],
  "publish-cancelled": ["conflict", "The publication was cancelled; nothing of it was published."],
  removals: [
    "conflict",
    "This publication would take {stories} of {of} stories off the site, and nobody withdrew them; nothing was published.",
  ],
  "is-out": ["conflict", "Readers have this story in that language already; it leaves by withdrawal alone."],
  "never-out": ["invalid", "The story was never published in that language, so there is nothing to withdraw."],
  "settings-changed": ["conflict", "The settings were changed elsewhere after you opened them; nothing was written."],
  "body-too-large": ["too-large", "The request is larger than {limit}."],
  "file-too-large": ["too-large", "{name} is larger than {limit}."],
  "not-json": ["not-json", "The desk takes JSON only."],
  "library-locked": ["locked", "The library is open at {holder}; it can be read here, not changed."],
  "article-newer": ["invalid", "The story was written by a newer Songphasa; it can be read here, not changed."],
  "article-unknown-content": [
    "invalid",
    "The story holds something that this version doesn't know; it can be read, not changed.",
  ],
  "article-unreadable": ["invalid", "The story's file can't be read: {detail}."],
  "library-newer": ["invalid", "The library was made by a newer Songphasa."],
  "library-unreadable": ["invalid", "The folder is no library that Songphasa can read: {detail}."],
  "body-invalid": ["invalid", "The text holds something that a story may not hold: {detail}."],
  "slug-taken": ["invalid", "The address “{slug}” belongs to the story {by}."],
  "slug-device": ["invalid", "“{slug}” is a name that Windows keeps for devices. Choose another address."],
  "disk-full": ["disk", "The disk is full. Free some space; your text is kept here until then."],
  "disk-denied": ["disk", "The system refuses to write to {path}."],
  "disk-unreadable": ["disk", "The system refuses to read {path}."],
  "disk-gone": ["disk", "The folder {path} is not there. Is the disk plugged in?"],
  "library-replaced": ["disk", "Another library stands in {path} now; nothing was written to it."],
  "library-missing": ["not-found", "There is no library in {path}. Is the disk plugged in?"],
  "disk-busy": ["disk", "Another program holds the file. It will be tried again."],
  "disk-failed": ["disk", "The disk reports an error ({detail})."],
  "file-empty": ["invalid", "{name} is empty."],
  "file-binary": ["invalid", "{name} is not text."],
  "file-picture": [
    "invalid",
    "{name} is a picture; what is imported here is text. Open the story and put the picture in there.",
  ],
  "file-picture-unshown": [
    "invalid",
    "{name} is a picture of a kind that browsers can’t show (HEIC or TIFF). Save it as JPEG, then open the story and put it in there.",
  ],
  "file-encoding": [
    "invalid",
    "{name} is neither UTF-8 nor UTF-16 text. Open it in the program that wrote it, save it as UTF-8, and bring that in.",
  ],
  "file-word-old": [
    "invalid",
    "{name} is a Word file of before 2007. Open it in Word, save it as .docx, and bring that in.",
  ],
  "file-protected": [
    "invalid",
    "{name} is protected by a password. Open it in the program that wrote it, take the password off, and save it again.",
  ],
  "file-pdf": ["invalid", "{name} is a PDF. Open it, copy its text, and paste it here."],
  "file-pages": ["invalid", "{name} was written in Pages. Export it there as Word (.docx), and bring that in."],
  "file-rtf": ["invalid", "{name} is rich text (RTF). Open it in Word, save it as .docx, and bring that in."],
  "file-mail": [
    "invalid",
    "{name} is a mail. Open it, copy its text and paste it here, or save what is attached to it and bring that in.",
  ],
  "file-flat": [
    "invalid",
    "{name} is a document as bare XML. Open it in the program that wrote it, save it as .docx or .odt, and bring that in.",
  ],
  "file-damaged": ["invalid", "{name} is damaged. Open it in the program that wrote it and save it again."],
  "file-missing": ["not-found", "{name} is not there."],
  "update-unavailable": [
    "invalid",
    "This Songphasa can't install updates: it wasn't installed as an app, or was made without a key to check them by.",
  ],
  "update-undescribed": [
    "not-found",
    "Beside {name} there is no {description}, which says what it is. Copy that file of the release there as well.",
  ],
  "update-unreadable": ["invalid", "What describes the update can't be read; nothing was installed."],
  "update-signature": [
    "forbidden",
    "The update isn't signed by those who made this Songphasa, or was changed since; nothing was installed.",
  ],
  "update-older": ["invalid", "Version {version} is not newer than this one, {own}; nothing was installed."],
  "update-other-system": ["invalid", "The update isn't for this computer; nothing was installed."],
  "update-damaged": ["invalid", "{name} is damaged or was changed; nothing was installed."],
  "update-address": ["invalid", "“{address}” is no address that begins with https://."],
  "update-no-address": ["invalid", "Set the address of the office's updates first."],
  "update-unreached": ["disk", "The office's address can't be reached, or doesn't answer as it should ({detail})."],
  "update-elsewhere": ["forbidden", "The office's address leads to another server ({detail}); nothing was fetched."],
  "update-cancelled": ["conflict", "Cancelled; nothing was installed."],
  "update-gone": ["not-found", "Look for the update again."],
  "handed-no-library": ["invalid", "There is no library in {path}, so nothing was opened."],
  "handed-unknown": [
    "invalid",
    "{name} is neither a library's folder nor a .songphasa file. What is to become a story comes in by Import.",
  ],
  "file-too-much": ["invalid", "{name} is more than this machine can read at once."],
  "import-cancelled": ["invalid", "The import was cancelled; nothing of {name} was taken."],
  "import-gone": ["not-found", "What was read of that file isn't kept any more; read it again."],
  "not-an-image": ["invalid", "{name} is not a JPEG, PNG, WebP, GIF or AVIF image."],
  "version-exists": ["invalid", "The story has that language already; nothing was replaced."],
  "folder-unusable": ["invalid", "{path} is not a folder that the desk can write to."],
  "folder-not-ours": ["invalid", "{path} holds other files and no library."],
  "site-file-foreign": [
    "invalid",
    "{path} in the site's folder was not written by Songphasa, or was changed since. Move it away; nothing was published.",
  ],
  "site-files-foreign": [
    "invalid",
    "{count} files in the site's folder were not written by Songphasa, or were changed since: {path}. Move them away; nothing was published.",
  ],
  "site-files-unknown": [
    "invalid",
    "{count} files stand where the site's would, {path} among them, and nothing in the folder says any more that Songphasa wrote them. Publish into an empty folder and put that one in this one's place, or move them away; nothing was published.",
  ],
  "site-newer": ["invalid", "The site in {path} was written by a newer Songphasa; nothing was published."],
  "site-in-library": ["invalid", "The site can't stand inside the library."],
  "library-in-site": ["invalid", "The library stands inside that folder; the site needs one of its own."],
  "page-missing": ["not-found", "There is no page in {path}. Publish it again."],
  "bundle-base-unknown": [
    "not-found",
    "This desk doesn't know the bundle {name} any more, so it can't tell what changed since. Make a whole one.",
  ],
  "bundle-base-part": ["invalid", "{name} holds chosen stories alone, and nothing can follow it. Make a whole one."],
  "bundle-base-unreadable": ["invalid", "{name} is neither a bundle nor the manifest of one."],
  "bundle-gone": ["not-found", "This desk doesn't know that bundle any more."],
  "bundle-empty": ["invalid", "None of the chosen stories is out, so there is nothing to bundle."],
  "no-dialog": ["invalid", "Type the folder's path."],
  "disk-folder": ["disk", "{path} is a folder, where a file should be; it is left alone."],
  "disk-link": ["disk", "{path} is a link; it is left alone."],
  "disk-no-folder": ["disk", "{path} is no folder, where one should be; it is left alone."],
  "disk-odd": ["disk", "{path} is no plain file; it is left alone."],
  "no-revision": ["not-found", "History has no such version of the story any more."],
  "revision-damaged": ["invalid", "That version in history is damaged and can't be read."],
  "no-problem": ["not-found", "{file} is not among the library's problems."],
  "backup-off": ["invalid", "Choose a folder for the backups first."],
  "backup-in-library": ["invalid", "A backup can't stand inside the library."],
  "backup-damaged": ["invalid", "The backup is damaged ({detail}); nothing was restored."],
  "backup-foreign": ["invalid", "{path} is no backup of a library; nothing was restored."],
  "restore-unfinished": [
    "invalid",
    "A restoration into {path} was cut short, so its stories are not all there. Empty the folder and restore again.",
  ],
  "folder-not-empty": ["invalid", "{path} is not empty. Choose an empty folder."],
  "package-empty": ["invalid", "Name at least one story that is to be sent."],
  "package-too-many": ["invalid", "That is more than {most} stories; send them in several packages."],
  "package-foreign": ["invalid", "{name} is no package of Songphasa; nothing was taken."],
  "package-newer": ["invalid", "The package was made by a newer Songphasa. Update this desk first; nothing was taken."],
  "package-damaged": ["invalid", "The package is damaged or not safe ({detail}); ask for it again. Nothing was taken."],
  "bundle-foreign": ["invalid", "{path} is no bundle of a site."],
  "bundle-older": ["invalid", "{path} was made by an older Songphasa. Make the bundle again with the present one."],
  "bundle-newer": ["invalid", "{path} was written by a newer Songphasa; nothing was written."],
  "bundle-damaged": ["invalid", "The bundle is damaged or not safe ({detail}); nothing was written."],
  "bundle-part": ["invalid", "{path} holds chosen stories alone and is never applied as a site; nothing was written."],
  "bundle-no-base": [
    "conflict",
    "{path} holds only what changed since publication {wanted}, and no bundle was applied to {folder} yet. Apply a whole one first; nothing was written.",
  ],
  "bundle-missing": [
    "conflict",
    "{path} follows publication {wanted}, and {folder} stands at publication {has}: the bundle of publication {wanted} is missing. Apply it first, or a whole one; nothing was written.",
  ],
  "bundle-between": [
    "conflict",
    "{path} follows the bundle whose list has the hash {list}…, and {folder} stands at another one of the same publication, {wanted}. Apply that one first, or a whole one; nothing was written.",
  ],
  "bundle-past": [
    "conflict",
    "{path} follows another site than the one in {folder}: publication {wanted}, where the folder stands at {has}. Apply a whole bundle; nothing was written.",
  ],
  "bundle-other-library": [
    "conflict",
    "{path} comes from another library than the site in {folder}. If it is to take that site's place, apply a whole bundle with --replace; nothing was written.",
  ],
  "bundle-unsigned": ["forbidden", "{path} is not signed, and a key was given to check it by; nothing was written."],
  "bundle-other-key": [
    "forbidden",
    "{path} is not signed by the key {wanted}, or was changed since; nothing was written.",
  ],
  "bundle-not-ours": [
    "invalid",
    "In {folder} stands what no bundle brought, where the bundle has files of its own: {path}. Move it away; nothing was written.",
  ],
  "bundle-needs-whole": [
    "invalid",
    "{path} was changed by hand or is gone, and the bundle takes it from the folder. Apply a whole bundle; nothing was written.",
  ],
  "bundle-none-applied": [
    "not-found",
    "There is nothing to undo in {path}: no bundle was applied to it, or the last one was undone already.",
  ],
  "bundle-disk-limit": ["disk", "The disk of {path} takes no file that large. Choose a folder on another disk."],
  "bundle-disk-full": ["disk", "The disk is full; {path} stands as it was. Free some space and try again."],
  "key-exists": ["conflict", "This desk has a signing key already; nothing was changed."],
  "key-unreadable": ["invalid", "{name} holds no Ed25519 key of the kind that is needed here."],
  "carrier-missing": [
    "not-found",
    "A hub in a folder or over ssh://… needs a program that isn't on this machine; the README says which (“Several desks”). A hub over https://… needs none.",
  ],
  "carrier-old": [
    "not-found",
    "The program that carries stories to a hub in a folder or over ssh://… is too old on this machine ({version}; 2.30 is needed). A hub over https://… needs none.",
  ],
  "hub-address": ["invalid", "“{hub}” is no address of a hub: a folder, https://…, or ssh://…."],
  "hub-away": ["not-found", "The hub {hub} doesn't answer. What isn't sent waits here; it will be tried again."],
  "file-not-there": ["not-found", "There is no file {path}."],
  "hub-name": [
    "not-found",
    "This machine finds no computer of the name in {hub}. Look at the address, or whether the line is there. What isn't sent waits here.",
  ],
  "hub-missing": ["not-found", "There is no hub at {hub}. Look at the address, or whether the disk is plugged in."],
  "hub-denied": [
    "forbidden",
    "The hub {hub} doesn't let this desk in, or doesn't let it write. Look at the key or token and its rights; a token that has run out needs a new one. What isn't sent waits here.",
  ],
  "hub-read-only": [
    "forbidden",
    "This desk may read at {hub}, and not write. Ask whoever runs it for the right to write.",
  ],
  "hub-certificate": [
    "forbidden",
    "This machine doesn't trust the certificate of {hub}. Look at the machine's date, and give the office's certificate file if it has one; nothing was sent.",
  ],
  "hub-key-changed": [
    "forbidden",
    "{hub} shows another key than at the first connection. Ask whoever runs it; nothing was sent.",
  ],
  "hub-full": [
    "disk",
    "The hub {hub} can't take more: its disk is full, or can't be written. Ask whoever runs it to make room; what isn't sent waits here.",
  ],
  "hub-empty": [
    "conflict",
    "The hub {hub} is empty, and this desk had shared stories there. Nothing was changed here. Ask whoever runs it, or share the library anew.",
  ],
  "hub-damaged": [
    "invalid",
    "What the hub {hub} sends is damaged, or no desk's, and nothing of it was taken. Ask whoever runs it to restore it from a backup; what isn't sent waits here.",
  ],
  "backup-other-library": [
    "conflict",
    "{path} is a backup of another library than the one that is shared there; nothing was written. Choose a backup of that one, or join without one.",
  ],
  "hub-taken": ["conflict", "The hub {hub} holds a library already. Join it, or choose an empty hub."],
  "hub-nothing": ["not-found", "The hub {hub} is empty. Share a library there first."],
  "hub-other-library": [
    "conflict",
    "The hub {hub} holds another library than this one; nothing was changed. Look at the address, or join that library in a folder of its own.",
  ],
  "hub-foreign": [
    "invalid",
    "What stands at {hub} is no library of Songphasa; nothing was changed. Look at the address, or choose an empty hub.",
  ],
  "hub-newer": [
    "conflict",
    "The library at {hub} was shared by a newer Songphasa. Update this desk; what isn't sent waits here.",
  ],
  "hub-busy": [
    "conflict",
    "Other desks are sending to {hub} all the time; what isn't sent waits here and will be tried again.",
  ],
  "no-card": ["not-found", "The story has no such open card: {card}."],
  "card-side": [
    "invalid",
    "That side of {card} can't be put there any more; change the text by hand, then close the card as it stands.",
  ],
  "card-typed": [
    "conflict",
    "Words were written there after {card} came about, and they would go. They stay in the story's history if you take it all the same.",
  ],
  "share-store": [
    "disk",
    "This desk's copy of the hub can't be used ({detail}). Nothing is lost: the library is whole. Try again; if it stays so, stop sharing and share again at the same hub.",
  ],
  "share-cancelled": ["conflict", "It was given up. What isn't sent waits here; the next run goes on from there."],
  "token-sealed": [
    "forbidden",
    "The token of {hub} is kept in this machine's keychain, which can't be read here. Send and receive in the app's window, enter the token again there, or give the command a file with it (--token-file).",
  ],
  "share-none": ["not-found", "This library isn't shared. Share it, or join a shared one, first."],
  "share-exists": ["conflict", "This library is shared at {hub} already. Stop that first."],
  "shared-unreadable": [
    "invalid",
    "What came from another desk can't be read here ({detail}); it waits, and nothing of it was changed. Update Songphasa on this desk, or save it again on the desk that it came from.",
  ],
  "shared-refused": [
    "invalid",
    "At the hub stands what no desk puts there (“{path}”). It is left alone, and all else goes on. Ask whoever runs the hub to take it away.",
  ],
  bug: ["bug", "Something went wrong in Songphasa itself. Your text is kept; try again."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
export type Reason = keyof typeof REASONS;

export type ErrorValues = Readonly<Record<string, string | number>>;

export interface DeskError {
  readonly code: ErrorCode;
  readonly reason: Reason;
  readonly message: string;
  readonly values?: ErrorValues | undefined;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: DeskError };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });

/** An error value with its sentence filled in. */
export function deskError(reason: Reason, values: ErrorValues = {}): DeskError {
  const [code, sentence] = REASONS[reason];
  const message = sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
  return { code, reason, message, values };
}

export const refuse = (
  reason: Reason,
  values: ErrorValues = {},
): { readonly ok: false; readonly error: DeskError } => ({
  ok: false,
  error: deskError(reason, values),
});
