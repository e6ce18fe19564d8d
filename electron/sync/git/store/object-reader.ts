/**
 * Git's store read through one program that stays while it is asked: starting one for each question costs more than
 * its answer. It ends by itself where nothing is asked any more.
 */

import { type Git, GitSilent, SILENT, type Talk } from "../run-git.ts";
import { createAnswers, type GitObject } from "./object-answers.ts";

/** Milliseconds without a question after which the program goes. */
const RESTED = 2000;

/** Null for what isn't there, `large` for what is beyond the limit. */
export type ReadObject = GitObject | "large" | null;

export interface ObjectReader {
  /** Objects by their hashes, in that order. */
  read(hashes: readonly string[]): Promise<ReadObject[]>;
  /** Ends the program; another question begins a new one. */
  close(): Promise<void>;
}

interface Question {
  readonly hash: string;
  readonly told: (object: ReadObject) => void;
  readonly failed: (why: unknown) => void;
}

/** One program, from its start to its end. */
interface Reading {
  readonly talk: Talk;
  /** In the order in which they are answered. */
  readonly asked: Question[];
}

/** `limit`: bytes that an object may have. */
export function createObjectReader(git: Git, limit: number): ObjectReader {
  let current: Reading | null = null;
  let waiting: NodeJS.Timeout | undefined;

  const say = (questions: readonly Question[]): void => {
    if (questions.length === 0) return;
    current ??= start();
    current.asked.push(...questions);
    current.talk.say(questions.map(({ hash }) => `${hash}\n`).join(""));
    wait(current);
  };

  /** It is given up where it falls silent, and ended where nobody asks. */
  const wait = (reading: Reading): void => {
    clearTimeout(waiting);
    waiting =
      reading.asked.length > 0
        ? setTimeout(() => stop(reading, new GitSilent("git fell silent")), SILENT)
        : setTimeout(() => void close(), RESTED);
  };

  /** Ends it whatever it does; what it was asked fails once it is gone. */
  const stop = (reading: Reading, why: Error): void => {
    if (current === reading) current = null;
    clearTimeout(waiting);
    reading.talk.stop(why);
  };

  const start = (): Reading => {
    const asked: Question[] = [];
    const answers = createAnswers(limit, (object) => asked.shift()?.told(object));
    const talk = git.talk(["cat-file", "--batch"], {
      heard(bytes) {
        if (current !== reading) return;
        try {
          if (answers.take(bytes)) return wait(reading);
          // What comes is too large, and all of it would have to be read: the rest is asked of another program.
          const [large, ...rest] = asked.splice(0);
          stop(reading, new Error("it said too much"));
          large?.told("large");
          say(rest);
        } catch (error) {
          stop(reading, error instanceof Error ? error : new Error(String(error)));
        }
      },
      over(why) {
        if (current === reading) {
          current = null;
          clearTimeout(waiting);
        }
        for (const { failed } of asked.splice(0)) failed(why ?? new Error("it was ended"));
      },
    });
    const reading: Reading = { talk, asked };
    return reading;
  };

  const close = async (): Promise<void> => {
    const reading = current;
    current = null;
    clearTimeout(waiting);
    if (reading) await reading.talk.end();
  };

  return {
    close,
    read: (hashes) =>
      new Promise((resolve, reject) => {
        const objects: ReadObject[] = [];
        if (hashes.length === 0) resolve(objects);
        say(
          hashes.map((hash) => ({
            hash,
            told(object) {
              objects.push(object);
              if (objects.length === hashes.length) resolve(objects);
            },
            failed: reject,
          })),
        );
      }),
  };
}
