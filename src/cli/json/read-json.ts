import { excerpt } from '../../base/text/excerpt.ts';
import type { SourcePosition } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { InputError } from '../io.ts';
import { scanJson } from './json-scan.ts';

/** Parsed JSON. */
export interface ReadJson {
  readonly value: unknown;
  /** Warnings about flaws that parsing hides: repeated keys, and numbers that lose precision. */
  readonly findings: readonly Reported[];
}

/**
 * Parses JSON. A lone surrogate becomes U+FFFD, as in the agent.
 *
 * @throws {InputError} with the place of the first syntax error. It shows one character only, because the text may
 *   contain secrets.
 */
export function readJson(written: string, file: string): ReadJson {
  const text = written.replace(/^\ufeff/, '');
  const { fault, flaws } = scanJson(text);
  if (fault !== undefined) {
    const { line, column } = positionOf(text, fault.offset);
    const found = String.fromCodePoint(text.codePointAt(fault.offset) ?? 0);
    const there = fault.offset >= text.length ? 'the end of the file' : excerpt(found);
    throw new InputError(
      `${file}:${line}:${column}: invalid JSON: expected ${fault.expected}, found ${there}.`,
    );
  }
  const findings = flaws.map(({ kind, text: flaw, offset }): Reported => {
    const start = positionOf(text, offset);
    const texts = kind === 'duplicate-key' ? repeated(flaw) : imprecise(flaw);
    return { subject: file, severity: 'warning', code: kind, ...texts, range: { file, start, end: start } };
  });
  return { value: JSON.parse(text, wellFormed), findings };
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

type Texts = Pick<Reported, 'message' | 'note' | 'help'>;

function repeated(key: string): Texts {
  return {
    message: `The key ${excerpt(key)} appears twice in one object.`,
    note: 'The last one takes effect.',
    help: 'Remove one of them.',
  };
}

function imprecise(number: string): Texts {
  return {
    message: `The number \`${number}\` does not fit into a 64-bit float.`,
    note: `It is read as \`${Number(number)}\`.`,
    help: 'Write it as a string.',
  };
}

/** The line and column of an offset into a string. */
export function positionOf(text: string, offset: number): SourcePosition {
  return positionsIn(text)(offset);
}

/** The same for any number of offsets: the lines are counted once. */
export function positionsIn(text: string): (offset: number) => SourcePosition {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
