import { shortHash } from '../../base/encoding/hash.ts';
import { sentence } from '../../base/text/excerpt.ts';
import { printableJson } from '../../base/text/printable.ts';
import type { Severity, SourceRange } from '../diagnostic.ts';
import { type DocsOf, type LineOf, type Reported, textLines } from './reported.ts';

/** The description of a tool and its rules. */
export interface SarifTool {
  readonly name: string;
  readonly version: string | undefined;
  /** The meaning of a code in a sentence or two, without the values of a case. */
  readonly helpOf: (code: string) => string;
  /** The address of the page about a code. */
  readonly docsOf: DocsOf;
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * Writes diagnostics as a SARIF 2.1.0 log with one run. Files are named relative to the root of the sources.
 *
 * Source: the OASIS standard SARIF 2.1.0.
 */
export function formatSarif(diagnostics: readonly Reported[], lineOf: LineOf, tool: SarifTool): string {
  const rules = rulesOf(diagnostics, tool);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, rules } },
        columnKind: 'utf16CodeUnits',
        results: resultsOf(diagnostics, lineOf, rules),
      },
    ],
  };
  return `${printableJson(log, 2)}\n`;
}

type SarifRule = ReturnType<typeof rulesOf>[number];

/** The rules that found something, by their codes. The level is the weightiest that a rule was reported with. */
function rulesOf(diagnostics: readonly Reported[], { helpOf, docsOf }: SarifTool) {
  const severities = new Map<string, Severity>();
  const weights: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };
  for (const { code, severity } of diagnostics) {
    const known = severities.get(code);
    if (known === undefined || weights[severity] > weights[known]) severities.set(code, severity);
  }
  return [...severities.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, severity]) => ({
      id: code,
      shortDescription: { text: sentence(code.replaceAll('-', ' ')) },
      help: { text: helpOf(code) },
      helpUri: docsOf(code),
      defaultConfiguration: { level: LEVELS[severity] },
    }));
}

function resultsOf(diagnostics: readonly Reported[], lineOf: LineOf, rules: readonly SarifRule[]) {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { code, severity, message, range, subject, events } = diagnostic;
    const identity = JSON.stringify([code, range?.file ?? subject, lineTextOf(range, lineOf) ?? message]);
    const number = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, number);
    return {
      ruleId: code,
      ruleIndex: rules.findIndex(({ id }) => id === code),
      level: LEVELS[severity],
      message: { text: textOfResult(diagnostic) },
      ...(events === undefined ? {} : { properties: { events } }),
      locations: range?.file === undefined ? [] : [locationOf(range, range.file)],
      // The text of the line, not its number: the finding stays the same if lines above it are added.
      partialFingerprints: { 'podwrightFinding/v1': `${shortHash(identity)}:${number}` },
    };
  });
}

function textOfResult(diagnostic: Reported): string {
  const lead = diagnostic.range === undefined ? `${diagnostic.subject}: ` : '';
  return lead + textLines(diagnostic).join('\n');
}

/** In a longer line, such as JSON without line breaks, findings differ by the text from their place on. */
const LONGEST_LINE = 500;

function lineTextOf(range: SourceRange | undefined, lineOf: LineOf): string | undefined {
  if (range?.file === undefined) return undefined;
  const { line, column } = range.start;
  const text = lineOf(range.file, line)?.text;
  if (text === undefined || text.length <= LONGEST_LINE) return text?.trim();
  return text.slice(column - 1, column - 1 + LONGEST_LINE);
}

function locationOf({ start, end }: SourceRange, file: string) {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file),
      region: {
        startLine: start.line,
        startColumn: start.column,
        endLine: end.line,
        endColumn: end.column,
      },
    },
  };
}

/** A relative file is relative to the root of the sources; one elsewhere has its own URI. */
function artifactOf(file: string): { uri: string; uriBaseId?: string } {
  const path = file.replaceAll('\\', '/');
  const uri = path
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  const drive = /^[A-Za-z]:\//.test(path);
  if (drive) return { uri: `file:///${path.slice(0, 2)}${uri.slice(uri.indexOf('/'))}` };
  return { uri: uri.replace(/^(?:\.\/)+/, ''), uriBaseId: '%SRCROOT%' };
}
