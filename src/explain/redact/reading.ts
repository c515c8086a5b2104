/** `…`, with which a string ends that is cut. */
export const CUT = 0x2026;
const CUT_LENGTH = 3;

export function isCutAt({ bytes, length }: Pick<TextReading, 'bytes' | 'length'>, index: number): boolean {
  return (
    index + 2 < length && bytes[index] === 0xe2 && bytes[index + 1] === 0x80 && bytes[index + 2] === 0xa6
  );
}

/** A string, or its decoded form: bytes of UTF-8, each with the characters it represents. */
export class TextReading {
  bytes = new Uint8Array(0x100);
  /** By byte, the index of its first character in the text. */
  starts = new Uint32Array(0x100);
  /** By byte, the index after its last character. */
  ends = new Uint32Array(0x100);
  /** How many bytes there are. The arrays are longer, because they are used again for other texts. */
  length = 0;

  /** Empties it and makes room for so many bytes, and for a {@link CUT} after them. */
  clear(bytes: number): void {
    this.length = 0;
    const capacity = bytes + CUT_LENGTH;
    if (capacity <= this.bytes.length) return;
    this.bytes = new Uint8Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  byte(byte: number, start: number, end: number): void {
    this.bytes[this.length] = byte;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  /** Adds the bytes of a character. Invalid ones become U+FFFD, as in every encoder. */
  character(code: number, start: number, end: number): void {
    if (code < 0x80) this.byte(code, start, end);
    else for (const byte of encoder.encode(characterOf(code))) this.byte(byte, start, end);
  }

  copy(other: TextReading, from: number, to: number): void {
    this.bytes.set(other.bytes.subarray(from, to), this.length);
    this.starts.set(other.starts.subarray(from, to), this.length);
    this.ends.set(other.ends.subarray(from, to), this.length);
    this.length += to - from;
  }

  /** Has the last byte represent more characters. */
  extend(end: number): void {
    if (this.length > 0) this.ends[this.length - 1] = end;
  }

  startOf(index: number): number {
    return this.starts[index] as number;
  }

  endOf(index: number): number {
    return this.ends[index] as number;
  }
}

const encoder = /* @__PURE__ */ new TextEncoder();

function characterOf(code: number): string {
  return String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
}
