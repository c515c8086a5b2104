import { base64Runs, decodeBase64, decodeUtf16, isText } from './base64-runs.ts';
import { ESCAPES, undoEscapes } from './escapes.ts';
import { CUT, isCutAt, TextReading } from './reading.ts';

/** How many encodings are undone one after the other. Base64 of JSON in JSON takes three. */
const DEEPEST = 4;

/** Receives a reading, which changes as soon as it is received. */
type Visit = (reading: TextReading) => void;

/**
 * Makes a function that reads a text in every way in which a secret in it may be written: as it is, with the escapes of
 * JSON or YAML, in the quotes of a shell, percent-encoded, in base64 of UTF-8 or UTF-16, and in one of these inside of
 * another.
 */
export function makeReader(): (text: string, visit: Visit) => void {
  const levels = Array.from({ length: DEEPEST + 1 }, () => ({
    own: new TextReading(),
    utf16: new TextReading(),
  }));

  function visitWithin(reading: TextReading, level: number, visit: Visit): void {
    visit(reading);
    const inner = levels[level];
    if (inner === undefined) return;
    const { own, utf16 } = inner;
    for (const kind of ESCAPES) {
      if (undoEscapes(reading, kind, own)) visitWithin(own, level + 1, visit);
    }
    for (const run of base64Runs(reading)) {
      const isCut = isCutAt(reading, run.end);
      for (let skipped = 0; skipped < 4; skipped++) {
        decodeBase64(reading, run, skipped, own);
        const decoded = decodeUtf16(own, utf16) ? utf16 : own;
        if (isCut) decoded.character(CUT, 0, 0);
        // Noise may look like anything, so nothing that is encoded is looked for in it.
        if (isText(decoded)) visitWithin(decoded, level + 1, visit);
        else visit(decoded);
      }
    }
  }

  return (text, visit) => {
    const plain = levels[0]?.own as TextReading;
    readPlain(text, plain);
    visitWithin(plain, 1, visit);
  };
}

function readPlain(text: string, into: TextReading): void {
  into.clear(text.length * 3);
  for (let index = 0; index < text.length; ) {
    const code = text.codePointAt(index) as number;
    const end = index + (code > 0xffff ? 2 : 1);
    // A text may be cut between the two halves of a character.
    if (code >= 0xd800 && code <= 0xdbff && text[end] === '…') into.extend(end);
    else into.character(code, index, end);
    index = end;
  }
}
