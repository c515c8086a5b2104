import { utf8Bytes } from '../../base/encoding/base64.ts';
import { buildMatcher } from './matcher.ts';
import type { Span } from './reading.ts';
import { readingsOf } from './undo-encodings.ts';

export const REDACTED = '<redacted>';

/**
 * Replaces secret values in a string.
 *
 * @param isCut whether the text may have been cut, so the start of a value before `…` is replaced too
 */
export type RedactText = (text: string, isCut?: boolean) => string;

/** Values shorter than this are replaced only where they are a whole value, because they would match by chance. */
const SHORTEST_PART = 4;

/** Replaces a secret that was not given. It is not secret, and shows which one is missing. */
const PLACEHOLDER = /^<secret [^<>]*>$/;

export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/**
 * Makes the replacement for a set of secret values: whole, in part of a string, and line by line, in every encoding that
 * {@link readingsOf} knows.
 *
 * Making it takes time that grows with the length of the values, and using it time that grows with the text alone.
 */
export function redactTexts(secrets: Iterable<string>): RedactText {
  const values = new Set([...secrets].filter((value) => value !== '' && !isPlaceholder(value)));
  const parts = new Set([...values].flatMap(partsOf));
  if (parts.size === 0) return (text) => (values.has(text) ? REDACTED : text);
  const matcher = buildMatcher([...parts].map(utf8Bytes));
  return (text, isCut = false) => {
    if (values.has(text)) return REDACTED;
    const found: Span[] = [];
    for (const reading of readingsOf(text))
      matcher.scan(reading, isCut, (first, last) =>
        found.push({ start: reading.startOf(first), end: reading.endOf(last) }),
      );
    return withoutSpans(text, found);
  };
}

/** A value and its lines, with and without the white space around them. */
function partsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  return [value, value.trim(), ...lines].filter(({ length }) => length >= SHORTEST_PART);
}

/** Replaces spans; those that overlap or touch, as one. */
function withoutSpans(text: string, spans: Span[]): string {
  const ordered = spans.sort((left, right) => left.start - right.start);
  let redacted = '';
  let shown = 0;
  ordered.forEach(({ start, end }, index) => {
    if (index === 0 || start > shown) redacted += text.slice(shown, start) + REDACTED;
    shown = Math.max(shown, end);
  });
  return redacted + text.slice(shown);
}
