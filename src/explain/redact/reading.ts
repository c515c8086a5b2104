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
  /** By byte, the index of its first character in the text. */
  readonly starts: number[] = [];
  /** By byte, the index after its last character. */
  readonly ends: number[] = [];

  /** Adds bytes that represent the same part of the text. */
  add(bytes: string, start: number, end: number): void {
    this.bytes += bytes;
    for (let index = 0; index < bytes.length; index++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** Adds the bytes of a character. Invalid ones become U+FFFD, as in every encoder. */
  addCharacter(code: number, start: number, end: number): void {
    this.add(utf8Bytes(String.fromCodePoint(code > 0x10ffff ? 0xfffd : code)), start, end);
  }

  /** Adds bytes of another reading. */
  copy({ bytes, starts, ends }: Reading, from: number, to: number): void {
    this.bytes += bytes.slice(from, to);
    for (let index = from; index < to; index++) {
      this.starts.push(starts[index] as number);
      this.ends.push(ends[index] as number);
    }
  }

  /** Has the last byte represent more characters. */
  extend(end: number): void {
    if (this.ends.length > 0) this.ends[this.ends.length - 1] = end;
  }

  startOf(index: number): number {
    return this.starts[index] as number;
  }

  endOf(index: number): number {
    return this.ends[index] as number;
  }
}
