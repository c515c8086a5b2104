/**
 * Characters that no output shows as they are: control characters other than tab and line feed, invisible characters
 * and those that turn the direction of writing, separators that some readers treat as line breaks, private use,
 * noncharacters, and lone surrogates. GitHub's runner obeys `##[` anywhere in a line of its log.
 */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not reach a terminal.
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\ufffe\uffff]|##(?=\[)/gu;

/** GitHub's runner obeys a line of its log that begins so. */
const WORKFLOW_COMMAND = /^\s*:(?=:)/;
const WORKFLOW_COMMAND_IN_LINES = /^[^\S\n\r\u2028\u2029]*::/m;

/** Whether a string can be shown as it is, over several lines if it has them. */
export function isPrintable(text: string): boolean {
  return text.search(UNPRINTABLE) < 0 && !WORKFLOW_COMMAND_IN_LINES.test(text);
}

/** A string for use in a line, with escapes as in JSON for line breaks and characters unsafe in terminals. */
export function escaped(text: string): string {
  return escapeUnprintable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** A string as a line, or as the start of one, that neither a terminal nor a runner obeys. */
export function oneLine(text: string): string {
  return escaped(text).replace(WORKFLOW_COMMAND, (start) => `${start.slice(0, -1)}\\u003a`);
}

/** A line with U+FFFD for each character that must not be shown, so its columns stay. */
export function maskUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (match) => (match === '##' ? '#\ufffd' : '\ufffd'));
}

/** A value as JSON that a terminal shows and does not obey; parsers read the same from it. */
export function printableJson(value: unknown, indent?: number): string {
  return escapeUnprintable(JSON.stringify(value, null, indent));
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\b': '\\b', '\f': '\\f', '\r': '\\r' };

function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (match) => {
    if (match === '##') return '#\\u0023';
    return SHORT_ESCAPES[match] ?? `\\u${match.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Text as code in Markdown. Text from outside is code, so it cannot mention anybody or end a block. */
export function markdownCode(text: string): string {
  const line = oneLine(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  const gap = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

/** Lines as a block of code, in a fence that is longer than any in them. */
export function markdownBlock(language: string, lines: readonly string[]): string {
  const text = lines.map(oneLine).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Prose in one line of Markdown: its code stays code, and nothing else in it is markup or a mention. */
export function markdownText(text: string): string {
  return oneLine(text)
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part.slice(1, -1)) : escapedMarkdown(part)))
    .join('');
}

/** Entities would not do for mentions: GitHub looks for them after rendering. */
function escapedMarkdown(text: string): string {
  return text.replace(/[@#]|[&<]|[\\`*_[\]|~]/g, (mark) => {
    if (mark === '@' || mark === '#') return `\`${mark}\``;
    if (mark === '&') return '&amp;';
    return mark === '<' ? '&lt;' : `\\${mark}`;
  });
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
