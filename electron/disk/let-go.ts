/** Memory that is given back at once, not at the next collection. */

/**
 * Gives back the memory of bytes that nobody else holds; `room` is how many bytes were asked for, so that those that lie
 * in a place which they share stay.
 */
export function letGo({ buffer }: Uint8Array, room: number): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === room) buffer.transfer(0);
}
