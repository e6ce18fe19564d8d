/** What the rooms of a library hand each other: its parts, its door, the library as its desk holds it. */

import type { Assignment, Correction } from "../../shared/article/additions.ts";
import type { Article, Lang, Out, Release, Version, Words } from "../../shared/article/article.ts";
import type { BesideRequest } from "../../shared/article/beside.ts";
import type { Newest, NewestRequest } from "../../shared/article/newest.ts";
import type { Publication, PublicationChange } from "../../shared/article/publication.ts";
import type { StoryFacts } from "../../shared/article/story-facts.ts";
import type { Template } from "../../shared/article/template.ts";
import type {
  BoardAnswer,
  BoardRequest,
  KeptRevision,
  KeptWhy,
  ListAnswer,
  ListRequest,
  Opened,
  Origin,
  Problem,
  Revisions,
  SaveRequest,
  SearchState,
} from "../../shared/contract.ts";
import type { DeskError, Result, refuse } from "../../shared/errors.ts";
import type { Settings } from "../../shared/settings.ts";
import type { DiskCalls, ReplaceOptions } from "../disk/durable-file.ts";
import type { PlacedFiles } from "./files/file-stamp.ts";
import type { Ground } from "./files/ground.ts";
import type { ChangeLog } from "./files/log/change-log.ts";
import type { ClockKeeper } from "./files/log/clock.ts";
import type { Changes } from "./files/log/log-lines.ts";
import type { Ladder } from "./files/migrations.ts";
import type { PublicationFiles } from "./files/publication-files.ts";
import type { HeldTemplate, TemplateFiles } from "./files/template-files.ts";
import type { Turns } from "./files/turns.ts";
import type { History } from "./history/history.ts";
import type { Pauses } from "./history/pauses.ts";
import type { Catalogue, CatalogueEvents } from "./index/catalogue-kind.ts";

/** Told after each change of an article, once it is on the disk. */
export interface ArticleChange {
  readonly id: string;
  readonly revs: Revisions;
  readonly origin: Origin;
  readonly by: string | null;
  readonly at: string;
}

/** Who writes, and from where; `why` keeps a revision with it. */
export interface Writer {
  readonly origin: Origin;
  readonly by: string;
  readonly why?: KeptWhy | undefined;
  /** A revision of another desk, kept here, that what is written came from. */
  readonly from?: string | undefined;
}

export interface DoorParts {
  readonly placed: PlacedFiles;
  readonly folder: string;
  readonly placing: ReplaceOptions;
  /** Where the library stands, or no longer does. */
  readonly ground: Ground;
  readonly catalogue: Catalogue;
  readonly history: History;
  readonly log: ChangeLog;
  /** Whether what goes by age may go; never while the clock is doubted. Looks at the clock. */
  mayRemove(): Promise<boolean>;
  readonly pauses: Pauses;
  readonly turns: Turns;
  readonly ladder: Ladder;
  readonly readOnly: boolean;
  readonly holder: string | null;
  /** When the opening of the library began, as `Date.now()` says it. */
  readonly openedAt: number;
  /** Mends a damaged file; true where it did, and the story can be read again. Called in the story's turn. */
  heal(id: string): Promise<boolean>;
  tell(change: ArticleChange): void;
}

/** A new story as it is to stand in its file, and what else follows from its text. */
export interface PreparedStory {
  readonly id: string;
  /** Canonical JSON as UTF-8. */
  readonly bytes: Uint8Array;
  readonly print: string;
  readonly revs: Revisions;
  /** The first revision in its history. */
  readonly rev: string;
  /** Its `updatedAt`. */
  readonly at: string;
}

export type Make = (article: Article) => Result<Article> | Promise<Result<Article>>;

export interface Door {
  open(id: string): Promise<Result<Opened>>;
  /** `make` gets the article as it is on the disk now; what it returns is written, unless it is the same. */
  change(id: string, writer: Writer, make: Make): Promise<Result<Opened>>;
  /**
   * The same for what is no edit: the story keeps its date, and history holds the text already, so
   * that no revision goes with it.
   */
  note(id: string, writer: Writer, make: Make): Promise<Result<Opened>>;
  create(article: Article, writer: Writer): Promise<Result<Opened>>;
  /**
   * A story as another desk has it, with its own date and address: `make` gets it as it stands here, null where it
   * isn't here, and gives what it is to be; null leaves it. What is replaced is kept in history first.
   */
  take(id: string, writer: Writer, make: (now: Article | null) => Article | null): Promise<Result<null>>;
  /** Looks whether another program changed a story's file. */
  look(id: string): Promise<void>;
}

export interface OpenLibraryOptions {
  /** Never takes the lock. */
  readonly readOnly?: boolean;
  /** A folder that is empty or not there is refused: what is asked for was there before. */
  readonly existing?: boolean;
  /** Who holds it, for others to read. */
  readonly holder?: string;
  /** The id of this desk, for history and the lock. */
  readonly desk?: string;
  readonly disk?: DiskCalls;
  /**
   * The machine's cache folder, for the index and for encoded images; without one the search reaches headlines and
   * leads, and each publication into another place encodes anew.
   */
  readonly cache?: string;
  /** Told what the catalogue finds while the library is open. */
  readonly events?: CatalogueEvents & {
    /** There is something new among the problems. */
    problems?(): void;
  };
  /** How long work on a story rests before its state is kept in history, in milliseconds. */
  readonly pause?: number;
  readonly ladder?: Ladder;
  /** The format that is written; else this version's. A library of an older one is raised to it. */
  readonly format?: number;
  /** Where a library goes as it was, before its format is raised; else beside the library. */
  readonly formatBackups?: string;
  /** Where the desk keeps what it knows of its clock; else it is known while the library is open. */
  readonly clock?: ClockKeeper;
  /** When history is thinned for the first time, in milliseconds after the opening. */
  readonly tidyAfter?: number;
}

/** Parts of a story as somebody had them. */
export interface Parts {
  readonly details?: Partial<Article["details"]> | undefined;
  readonly lo?: Partial<Version> | undefined;
  readonly en?: Partial<Version> | undefined;
}

/** `reason`: what readers are told of a withdrawal. */
export type StageChange = Partial<Pick<Release, "stage" | "publishedAt">> & {
  readonly reason?: Words;
  readonly assigned?: Pick<Assignment, "person" | "due"> | null;
};

/** Languages that go out. */
export interface Going {
  readonly anew: readonly Lang[];
  /** Those that readers have with the same words already. */
  readonly same: readonly Lang[];
}

/** What is to be noted of a text once it is out. */
export interface GoneOut {
  /** The revision that holds it. */
  readonly rev: string;
  readonly slug: string | null;
  /** `isNew`: it goes out now; else it was out with these words already, and nobody had noted it. */
  readonly langs: readonly {
    readonly lang: Lang;
    readonly publishedAt: string | null;
    readonly out: Out;
    /** Other words than before, under the same address. */
    readonly correction: Correction | null;
    readonly isNew: boolean;
  }[];
}

/** A revision and what it came from, with a hash of its text alone. */
export interface Lineage {
  readonly rev: string;
  readonly parents: readonly string[];
  readonly text: string;
  /** Not of the story's own line. */
  readonly aside: boolean;
}

export interface HandedOver {
  readonly article: Article;
  /** Its canonical text. */
  readonly text: string;
  /** The revision that holds it. */
  readonly rev: string;
  readonly lineage: readonly Lineage[];
  /** Revisions that other desks need as they are: those that they were given or gave, and those that pages are made from. */
  readonly needed: readonly string[];
}

export interface Library {
  readonly folder: string;
  readonly id: string;
  /** The library's own folder in the machine's cache: what stands there can be made again. */
  readonly cache: string | null;
  readonly readOnly: boolean;
  /** Who holds the lock that this desk didn't get. */
  readonly holder: string | null;
  /**
   * Why the library can't be used where it was opened; null while it stands there. What stands there then may
   * be nothing or another library, and every call for stories is refused with this: `disk-gone`,
   * `library-replaced`, `disk-…`.
   */
  gone(): DeskError | null;
  /** How far the list's search reaches. */
  search(): SearchState;
  /** Sees every write that was acknowledged before it was asked. */
  list(request: ListRequest): Promise<ListAnswer>;
  /** What is worked on, from what the list knows. */
  board(request: BoardRequest): Promise<BoardAnswer>;
  /** The ids of all article files, as the folder has them now, sorted. Throws `ENOENT` where the library is gone. */
  ids(): Promise<readonly string[]>;
  /** Files that can't be read, by id. */
  unreadable(): Promise<ReadonlyMap<string, DeskError>>;
  /** Shelves that are there and can't be read, by name: not all stories that stand on them need be known. */
  unreadableShelves(): Promise<ReadonlyMap<string, DeskError>>;
  /** Once every file was compared with what the list knows of it. */
  complete(): Promise<void>;
  settings(): { readonly settings: Settings; readonly rev: string };
  saveSettings(base: string, settings: Settings): Promise<Result<{ settings: Settings; rev: string }>>;
  /** `make` gets the settings as they are then, so that nobody's change meanwhile is in its way. */
  changeSettings(make: (settings: Settings) => Settings): Promise<Result<{ settings: Settings; rev: string }>>;
  open(id: string): Promise<Result<Opened>>;
  /** `make` gets the article as it is on the disk now; what it returns is written, unless it is the same. */
  change(id: string, writer: Writer, make: Make): Promise<Result<Opened>>;
  save(save: SaveRequest, writer: Writer): Promise<Result<Opened>>;
  create(article: Article, writer: Writer): Promise<Result<Opened>>;
  /** The same for one whose text was made in another thread (place-story.ts); its slug is automatic. */
  place(story: PreparedStory, writer: Writer): Promise<Result<null>>;
  release(id: string, lang: Lang, change: StageChange, writer: Writer): Promise<Result<Opened>>;
  subscribe(listener: (change: ArticleChange) => void): () => void;
  /** A story's kept revisions, newest first. */
  history(id: string): Promise<Result<readonly KeptRevision[]>>;
  /** The story as a revision has it. Errors: `no-revision`, `revision-damaged`. */
  revision(id: string, rev: string): Promise<Result<Article>>;
  /** Texts, details and confirmations of a revision as a new one; stages, address, notes and trash stay as they are. */
  restore(id: string, rev: string, writer: Writer): Promise<Result<Opened>>;
  /** Sets parts that lost against others aside in history; the story stays. */
  keepAside(id: string, parts: Parts, writer: Writer): Promise<Result<string>>;
  /** What planning a publication needs, as the catalogue knows it: of the stories named, else of all that can be read. */
  facts(ids?: readonly string[]): Promise<readonly StoryFacts[]>;
  /** The word of each story's facts, by id, in the order of the ids; null where nobody makes them. */
  words(): Promise<ReadonlyMap<string, string> | null>;
  /** A hash of every story's file as the list knows it and of the records of publications: equal where none changed. */
  print(): Promise<string>;
  /** A hash of a story's file as the list knows it; undefined where it doesn't. */
  printOf(id: string): string | undefined;
  /** The slug that a story has, or that its first publication would fix now. */
  /** The facts of stories that may stand beside one, as far as they are known. */
  beside(request: BesideRequest): Promise<readonly StoryFacts[]>;
  /** What a front is made from, once every file was compared with what is known of it. */
  newest(request: NewestRequest): Promise<Newest>;
  addressOf(article: Pick<Article, "id" | "details" | "versions">): Promise<string>;
  /** The first other story by id that has an address, in the trash or not; null where it is free. */
  slugHolder(slug: string, but: string): Promise<string | null>;
  /** A story's file as it stands, with nothing noted, mended or told. */
  read(id: string): Promise<Result<{ article: Article; readOnly: Opened["readOnly"] }>>;
  /**
   * Keeps what is to go out as a revision, for good; the story is not written. `make` gets it as it
   * stands and gives it as published. Errors are also those of `make`, and `slug-taken`.
   */
  goesOut(id: string, going: Going, at: string, writer: Writer, make: Make): Promise<Result<GoneOut>>;
  /** The records of publications, in their turn. */
  publications(): Promise<Result<readonly Publication[]>>;
  /** A record as its file has it; null where it isn't there. */
  publication(id: string): Promise<Result<Publication | null>>;
  /** Puts another desk's record where none stands that is done. */
  takePublication(publication: Publication): Promise<Result<null>>;
  /** Notes what a publication is about to do. */
  beginPublication(at: string, changes: readonly PublicationChange[]): Promise<Result<Publication>>;
  /** Notes that it is done; one that changed nothing in the end leaves no record. */
  closePublication(publication: Publication, changes: readonly PublicationChange[]): Promise<Result<null>>;
  /** Notes in the story what went out: its date and its history stay as they are. */
  wentOut(id: string, gone: GoneOut, writer: Writer): Promise<Result<Opened>>;
  /**
   * A story as it stands, kept as a revision that thinning never takes: what another desk is given, to merge with
   * later. `told`: revisions that it came from too, which no history here need have.
   */
  handOver(id: string, writer: Writer, told?: readonly string[]): Promise<Result<HandedOver>>;
  /** As the door takes it (`Door.take`). */
  take: Door["take"];
  /** What a story's revisions came from, newest first; what is worked on is kept before. Damaged ones are left out. */
  lineage(id: string): Promise<Result<readonly Lineage[]>>;
  /** Whether this is what came of a story last from another desk, and stood here; its canonical text. */
  received(id: string, text: string): Promise<Result<boolean>>;
  /** Removes a story that is in the trash for good; whether it did. */
  purge(id: string, writer: Writer): Promise<Result<boolean>>;
  /** A revision's file as it stands; null where it isn't there. */
  revisionFile(id: string, rev: string): Promise<Result<{ readonly name: string; readonly bytes: Buffer } | null>>;
  /** Keeps another desk's revision, for good; whether its file holds one. */
  takeRevision(id: string, bytes: Buffer): Promise<Result<boolean>>;
  /** Every story that changed since a cursor of an earlier answer; all of them for null. */
  changesSince(cursor: string | null): Promise<Changes>;
  /** `problem`: why some of it stayed. */
  emptyTrash(writer: Writer): Promise<Result<{ emptied: number; images: number; problem?: DeskError }>>;
  /**
   * Whether what goes by its age may go now: not while the clock stands before what was written already, or
   * has jumped. `also`: when something outside the library was written last, in milliseconds since 1970.
   */
  mayRemove(also?: number | null): Promise<boolean>;
  /** A person says that the clock is right. */
  trustClock(): Promise<void>;
  problems(): Promise<readonly Problem[]>;
  dismiss(file: string): Promise<Result<null>>;
  /** The story in a copy that another program put beside its own file, and what moves that file away. */
  copy(file: string): Promise<Result<{ article: Article; settle(): Promise<Result<null>> }>>;
  /** Begins the change log anew; the old one goes to quarantine. */
  renewLog(): Promise<void>;
  /** By their names, with the files of those that can't be read. */
  templates(): Promise<Result<{ templates: HeldTemplate[]; unreadable: { file: string; error: DeskError }[] }>>;
  /** Errors: those of `TemplateFiles`. */
  template(id: string): ReturnType<TemplateFiles["read"]>;
  /** `base`: the revision that is changed; null for a new one. */
  saveTemplate(template: Template, base: string | null): ReturnType<TemplateFiles["save"]>;
  removeTemplate(id: string): Promise<Result<null>>;
  /** Waits for every write that was begun, keeps what was worked on, then gives the lock back. */
  close(): Promise<void>;
}

export interface LibraryParts extends Omit<DoorParts, "heal"> {
  readonly publications: PublicationFiles;
  /** Work on the disk whose failure is an answer, while the library stands. */
  asked<T>(work: () => Promise<Result<T>>): Promise<Result<T>>;
  /** The refusal of a write where another desk has the library. */
  locked(): ReturnType<typeof refuse>;
}
