import { sentence } from '../base/text/sentence.ts';
import type { Diagnostic, DiagnosticArgs, MessageDefinition, Rule } from '../diagnostics/diagnostic.ts';
import { LINT_MESSAGES } from './registry.ts';

/** A message in its parts. */
export interface SplitMessage {
  readonly message: string;
  readonly note?: string;
  /** What would mend it, as a sentence. */
  readonly help?: string;
}

/**
 * Splits the message of a rule into what is wrong and what would mend it, which the last colon divides. A colon in a
 * value, or in what is quoted as code, does not count.
 */
export function splitHelp({
  code,
  message,
  note,
  help,
  args,
}: Pick<Diagnostic, 'code' | 'message' | 'note' | 'help' | 'args'>): SplitMessage {
  const table: Readonly<Record<string, unknown>> = LINT_MESSAGES;
  if (!Object.hasOwn(table, code)) return { message };
  const definition = table[code] as MessageDefinition<DiagnosticArgs> | Rule;
  if (!('text' in definition))
    return { message, ...(note === undefined ? {} : { note }), ...(help === undefined ? {} : { help }) };
  const masked = definition.text(maskedArgs(args)).replace(/`[^`]*`/g, masks);
  // Where a text is more than its parts put together, the places in the two do not agree.
  const colon = masked.length === message.length ? masked.lastIndexOf(': ') : -1;
  if (colon < 0) return { message };
  return { message: `${message.slice(0, colon)}.`, help: sentence(message.slice(colon + 2)) };
}

/** Values of the same length that hold no colon. */
function maskedArgs(args: DiagnosticArgs): DiagnosticArgs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? masks(value) : value]),
  );
}

function masks(text: string): string {
  return '\ue000'.repeat(text.length);
}
