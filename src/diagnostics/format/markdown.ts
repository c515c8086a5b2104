import { markdownBlock, markdownCode, markdownText } from '../../base/text/printable.ts';
import { countsText, type DocsOf, detailsOf, type LineOf, placeOf, type Reported } from './reported.ts';

/**
 * Writes diagnostics as Markdown for a comment: how many there are, then for each its place, severity and code, the line
 * of the file, and the texts.
 */
export function formatMarkdown(diagnostics: readonly Reported[], lineOf: LineOf, docsOf: DocsOf): string {
  const blocks = diagnostics.map((diagnostic) => `\n${itemOf(diagnostic, lineOf, docsOf)}\n`);
  return `${countsText(diagnostics) ?? 'Nothing found.'}\n${blocks.join('')}`;
}

function itemOf(diagnostic: Reported, lineOf: LineOf, docsOf: DocsOf): string {
  const { severity, code, message, range } = diagnostic;
  const line = range?.file === undefined ? undefined : lineOf(range.file, range.start.line);
  const docs = docsOf(code);
  const source = line === undefined ? [] : ['', ...markdownBlock('yaml', [line.text]).split('\n'), ''];
  return [
    `- ${markdownCode(placeOf(diagnostic))}: **${severity}** ${docs === undefined ? markdownCode(code) : `[${markdownCode(code)}](${docs})`}`,
    ...source,
    markdownText(message),
    ...detailsOf(diagnostic).map(([label, text]) => `**${label}:** ${markdownText(text)}`),
  ]
    .map((text, index) => (index === 0 || text === '' ? text : `  ${text}`))
    .join('\n');
}
