import { pathText } from '../base/json/json-pointer.ts';
import { markdownBlock, markdownCode, markdownText, oneLine, printableJson } from '../base/text/printable.ts';
import type { Diagnostic, Severity, SourceRange } from '../diagnostics/diagnostic.ts';
import { type Colours, formatHuman, PLAIN } from '../diagnostics/format/human.ts';
import {
  countBySeverity,
  detailsOf,
  type LineOf,
  lineFinder,
  placeText,
  type Reported,
  severityCountsText,
  textLines,
} from '../diagnostics/format/reported.ts';
import { formatSarif } from '../diagnostics/format/sarif.ts';
import { type Redactor, redactFindings, redactor } from '../explain/redact/redactor.ts';
import { DOCS_OF_CODES, docsOfCode, helpOfCode } from '../lint/codes.ts';
import { SOURCES } from '../workflow/input/compile-input.ts';
import { choiceFault, requireList, requireOptions } from '../workflow/input/input-shape.ts';
import type { WorkflowSource } from '../workflow/types.ts';

/** A format of reports: for people, for programs, for code scanning, for GitHub Actions, or for comments. */
export type ReportForm = 'human' | 'json' | 'sarif' | 'github' | 'markdown';

export const REPORT_FORMS: readonly ReportForm[] = ['human', 'json', 'sarif', 'github', 'markdown'];

/** How to show a report. */
interface ReportStyle {
  /** The format. Default `human`. */
  readonly form?: ReportForm | undefined;
  /** How to color `human`; the object of picocolors fits. Default: without colors. */
  readonly colours?: Colours | undefined;
  /** The width of the terminal for `human`. Default: texts are not wrapped. */
  readonly columns?: number | undefined;
  /** Version of podwright, or of your program, for `sarif`. Default: none is written. */
  readonly version?: string | undefined;
}

/** How to write a report. */
export interface ReportOptions extends ReportStyle {
  /** The files that findings name: `human` and `markdown` quote their lines, `sarif` recognizes a finding by them. Default none. */
  readonly files?: readonly WorkflowSource[] | undefined;
  /** Values that the report must not show. Default none. */
  readonly secrets?: readonly string[] | undefined;
}

/**
 * Writes findings as a report.
 *
 * @example
 * ```ts
 * import { formatReport, lintFiles } from 'podwright';
 *
 * const yaml = 'when: { event: push }\nsteps: { build: { image: golang, comands: [go build] } }\n';
 * const files = [{ name: '.woodpecker.yaml', yaml }];
 * const { findings } = lintFiles(files, { release: '3.17' });
 * const report = formatReport(findings, { form: 'github', files });
 * console.log(report.split(',')[0]); // ::warning file=.woodpecker.yaml
 * ```
 *
 * @param findings from {@link lintFiles}, {@link planFiles} or {@link diffFiles}, or what a validator returned
 * @param options format and other content of the report
 * @throws {TypeError} for findings that are not a list of such, and for invalid options
 */
export function formatReport(
  findings: readonly (Reported | Diagnostic)[],
  options: ReportOptions = {},
): string {
  const given = requireOptions(OPTIONS, options, ({ form }) => [['form', choiceFault(form, REPORT_FORMS)]]);
  const { files = [], secrets = [], ...style } = given;
  const texts = new Map(files.map(({ name, yaml }) => [name, yaml]));
  const reported = requireList(
    'findings',
    findings,
    FINDING,
    'the `findings` of `lintFiles`, for instance',
  ).map((finding) =>
    'subject' in finding ? finding : { ...finding, subject: pathText(finding.path) || 'the value' },
  );
  return reportText(reported, redactor(secrets), (file) => texts.get(file), style);
}

const OPTIONS = {
  form: 'text',
  colours: 'ignored',
  columns: 'number',
  version: 'text',
  files: SOURCES,
  secrets: 'texts',
} as const;

const FINDING = ['code', 'severity', 'message'];

/** The same for texts of files that are found by their names in findings. */
export function reportText(
  findings: readonly Reported[],
  redact: Redactor,
  textOf: (file: string) => string | undefined,
  { form = 'human', colours = PLAIN, columns, version }: ReportStyle,
): string {
  const redacted = redactFindings(findings, redact);
  const lineOf = lineFinder(redact.text, textOf);
  switch (form) {
    case 'human': {
      const report = formatHuman(redacted, lineOf, { colours, columns });
      return redacted.length === 0 ? report : `${report}${colours.dim(`Explanations: ${DOCS_OF_CODES}`)}\n`;
    }
    case 'json':
      return formatJson(redacted);
    case 'sarif':
      return formatSarif(redacted, lineOf, {
        name: 'podwright',
        version,
        helpOf: helpOfCode,
        docsOf: docsOfCode,
      });
    case 'github':
      return formatGithub(redacted);
    case 'markdown':
      return formatMarkdown(redacted, lineOf);
  }
}

/** Writes diagnostics as one JSON document, each with the address of the page about its code. Keys are only ever added. */
function formatJson(diagnostics: readonly Reported[]): string {
  const findings = diagnostics.map(
    ({ code, severity, message, note, help, events, axes, subject, path, range }) => ({
      code,
      severity,
      message,
      note,
      help,
      events,
      axes,
      subject,
      path: path === '' ? undefined : path,
      range,
      docs: docsOfCode(code),
    }),
  );
  return `${printableJson({ counts: countBySeverity(diagnostics), findings }, 2)}\n`;
}

/**
 * Writes diagnostics as Markdown for a comment: how many there are, then for each its place, severity and code, the line
 * of the file, and the texts.
 */
function formatMarkdown(diagnostics: readonly Reported[], lineOf: LineOf): string {
  const blocks = diagnostics.map((diagnostic) => `\n${itemOf(diagnostic, lineOf)}\n`);
  return `${severityCountsText(diagnostics) ?? 'Nothing found.'}\n${blocks.join('')}`;
}

function itemOf(diagnostic: Reported, lineOf: LineOf): string {
  const { severity, code, message, range } = diagnostic;
  const line = range?.file === undefined ? undefined : lineOf(range.file, range.start.line);
  const docs = docsOfCode(code);
  const source = line === undefined ? [] : ['', ...markdownBlock('yaml', [line.text]).split('\n'), ''];
  return [
    `- ${markdownCode(placeText(diagnostic))}: **${severity}** ${docs === undefined ? markdownCode(code) : `[${markdownCode(code)}](${docs})`}`,
    ...source,
    markdownText(message),
    ...detailsOf(diagnostic).map(([label, text]) => `**${label}:** ${markdownText(text)}`),
  ]
    .map((text, index) => (index === 0 || text === '' ? text : `  ${text}`))
    .join('\n');
}

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Writes diagnostics as workflow commands of GitHub Actions, one a line, which become annotations of the files.
 *
 * Source: the workflow commands `error`, `warning` and `notice` of GitHub Actions.
 */
function formatGithub(diagnostics: readonly Reported[]): string {
  return diagnostics.map((diagnostic) => `${commandOf(diagnostic)}\n`).join('');
}

function commandOf(diagnostic: Reported): string {
  const { severity, code, subject, range } = diagnostic;
  const properties = [...propertiesOf(range), ['title', code] as const].map(
    ([name, value]) => `${name}=${escapeProperty(oneLine(String(value)))}`,
  );
  // An annotation without a file must name its subject.
  const about = range?.file === undefined ? `${oneLine(subject)}: ` : '';
  const text = about + textLines(diagnostic).map(oneLine).join('\n');
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(text)}`;
}

/** The runner accepts columns only if the range is in one line. */
function propertiesOf(range: SourceRange | undefined): (readonly [string, string | number])[] {
  if (range?.file === undefined) return [];
  const { file, start, end } = range;
  const isOneLine = start.line === end.line;
  return [
    ['file', file],
    ['line', start.line],
    ...(isOneLine ? [['col', start.column] as const] : []),
    ['endLine', end.line],
    ...(isOneLine ? [['endColumn', end.column] as const] : []),
  ];
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
