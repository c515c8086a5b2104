import { utf8Bytes } from '../../base/encoding/base64.ts';

/** The bytes of `…`, with which a string ends that is cut. */
export const CUT = '\xe2\x80\xa6';

/** A part of a string, from one index to another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A string, or its decoded form. */
export class Reading {
  /** A character for each byte of UTF-8. */
  bytes = '';
  /** By byte, the index of its first character in the text, and the index after its last character. */
  readonly #places: Uint32Array;
  #length = 0;

  /** @param most how many bytes it may get; a {@link CUT} has room after them */
  constructor(most: number) {
    this.#places = new Uint32Array(2 * (most + CUT.length));
  }

  /** Adds bytes that represent the same part of the text. */
  add(bytes: string, start: number, end: number): void {
    this.bytes += bytes;
    this.place(bytes.length, start, end);
  }

  /** Adds the bytes of a character. Invalid ones become U+FFFD, as in every encoder. */
  addCharacter(code: number, start: number, end: number): void {
    this.add(utf8Bytes(String.fromCodePoint(code > 0x10ffff ? 0xfffd : code)), start, end);
  }

  /** Adds bytes of another reading. */
  copy(other: Reading, from: number, to: number): void {
    this.bytes += other.bytes.slice(from, to);
    this.#places.set(other.#places.subarray(2 * from, 2 * to), 2 * this.#length);
    this.#length += to - from;
  }

  /** Places the next bytes, which represent the same part of the text. */
  place(count: number, start: number, end: number): void {
    for (const after = this.#length + count; this.#length < after; this.#length++) {
      this.#places[2 * this.#length] = start;
      this.#places[2 * this.#length + 1] = end;
    }
  }

  /** Has the last byte represent more characters. */
  extend(end: number): void {
    if (this.#length > 0) this.#places[2 * this.#length - 1] = end;
  }

  startOf(index: number): number {
    return this.#places[2 * index] as number;
  }

  endOf(index: number): number {
    return this.#places[2 * index + 1] as number;
  }
}
