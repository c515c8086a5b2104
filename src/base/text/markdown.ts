import { oneLine } from './printable.ts';

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
    .map((part, index) => (index % 2 === 1 ? markdownCode(part.slice(1, -1)) : escaped(part)))
    .join('');
}

/** Entities would not do for mentions: GitHub looks for them after rendering. */
function escaped(text: string): string {
  return text.replace(/[@#]|[&<]|[\\`*_[\]|~]/g, (mark) => {
    if (mark === '@' || mark === '#') return `\`${mark}\``;
    if (mark === '&') return '&amp;';
    return mark === '<' ? '&lt;' : `\\${mark}`;
  });
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
