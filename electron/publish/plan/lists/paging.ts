/**
 * A list's pages. Archive pages are numbered from the oldest and hold a fixed number of seats, so that a full one
 * never changes; the list's own address shows what is newer than the last of them.
 */
import type { Seat } from "./site-lists.ts";

/** Seats of an archive page. The newest page holds as many and up to twice as many less one, so that it never is bare. */
export const PAGE_SEATS = 20;

/** The number of the highest archive page; 0 where all stands at the list's own address. */
export const archivePages = (seats: number): number => Math.max(0, Math.floor(seats / PAGE_SEATS) - 1);

/** The seats of an archive page, the oldest first. */
export const archiveSeats = (seats: readonly Seat[], number: number): readonly Seat[] =>
  seats.slice((number - 1) * PAGE_SEATS, number * PAGE_SEATS);

/** The seats at the list's own address, the oldest first. */
export const newestSeats = (seats: readonly Seat[]): readonly Seat[] =>
  seats.slice(archivePages(seats.length) * PAGE_SEATS);
