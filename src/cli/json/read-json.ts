import { excerpt } from '../../base/text/excerpt.ts';
import type { SourcePosition } from '../../diagnostics/diagnostic.ts';
import { InputError } from '../io.ts';
import type { Finding } from '../output/report.ts';
import { scanJson } from './json-scan.ts';

/** A JSON text, read. */
export interface ReadJson {
  readonly value: unknown;
  /** Warnings of what parsing hides: keys that stand twice, numbers that cannot be held. */
  readonly findings: readonly Finding[];
}

/**
 * Parses JSON; a lone surrogate in a text becomes U+FFFD, as the agent's decoder makes it.
 *
 * @throws {InputError} with the place where the text stops being JSON. It shows one character only: the text may
 *   hold secrets.
 */
export function readJson(written: string, file: string): ReadJson {
  const text = written.replace(/^\ufeff/, '');
  const { fault, flaws } = scanJson(text);
  if (fault !== undefined) {
    const { line, column } = positionOf(text, fault.offset);
    const found = String.fromCodePoint(text.codePointAt(fault.offset) ?? 0);
    const there = fault.offset >= text.length ? 'the end of the text' : excerpt(found);
    throw new InputError(
      `${file}:${line}:${column}: invalid JSON: expected ${fault.expected}, found ${there}.`,
    );
  }
  const findings = flaws.map(({ kind, text: flaw, offset }): Finding => {
    const start = positionOf(text, offset);
    const message = kind === 'duplicate-key' ? repeated(flaw) : imprecise(flaw);
    return { subject: file, severity: 'warning', code: kind, message, range: { file, start, end: start } };
  });
  return { value: JSON.parse(text, wellFormed), findings };
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function repeated(key: string): string {
  return `The key ${excerpt(key)} appears twice in one object; the last one takes effect. Remove one of them.`;
}

function imprecise(number: string): string {
  return `The number ${number} does not fit into a 64-bit float and is read as ${Number(number)}; write it as a text.`;
}

/** The line and column of an offset into a text. */
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
