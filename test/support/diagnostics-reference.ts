import type { Rule } from '../../src/diagnostics/diagnostic.ts';
import { type LintCode, RULES_BY_SUBJECT } from '../../src/lint/registry.ts';
import { ERR, lintFixture, readFixture } from '../lint/support/workflow-fixture.ts';

/** The reference of every finding: what triggers it, what is said, and the same fixed. Everything in it is run. */
export function diagnosticsReference(): string {
  const parts = Object.entries(RULES_BY_SUBJECT).map(([title, rules]) => {
    const entries = Object.entries(rules).map(([code, rule]) => entryOf(code as LintCode, rule));
    return `## ${title}\n\n${entries.join('\n')}`;
  });
  return `${INTRODUCTION}\n${contents()}\n${parts.join('\n')}`;
}

const INTRODUCTION = `# Findings

What linting can say. An \`error\` is what fails, is rejected by the API server, or crashes the agent; a \`warning\` is
what the agent drops, guesses or rewrites to another meaning; an \`info\` is worth knowing. A strict plan rejects a
workflow with an error or a warning. Codes are stable; the texts may change.

The comments at the head of an example say which agent it is for: its release (and \`os\` and \`platform\`), its
environment, and what else is not in the workflow itself. Examples with \`pipeline\` are compiled workflows, as the
agent gets them. Paths are JSON Pointers into the compiled workflow, in which the clone step comes first; those that
begin with a variable's name are at the agent.
`;

function contents(): string {
  const lines = Object.entries(RULES_BY_SUBJECT).map(
    ([title, rules]) =>
      `- ${title}: ${Object.keys(rules)
        .map((code) => `[${code}](#${code})`)
        .join(', ')}`,
  );
  return `${lines.join('\n')}\n`;
}

function entryOf(code: LintCode, { severity }: Rule): string {
  const fixture = readFixture(`${ERR}/${code}.yaml`);
  const findings = lintFixture(fixture).map(({ severity, code, path, message, note, help }) =>
    [
      `${severity} ${code} at ${path || '/'}`,
      `  ${message}`,
      ...(note === undefined ? [] : [`  note: ${note}`]),
      ...(help === undefined ? [] : [`  help: ${help}`]),
    ].join('\n'),
  );
  const fixed = readFixture(`${ERR}/${code}.fixed.yaml`);
  const rest = lintFixture(fixed).map((finding) => `${finding.severity} ${finding.code}`);
  const remark = rest.length === 0 ? 'Fixed' : `Fixed, with \`${rest.join('`, `')}\` left`;
  return [
    `### ${code}`,
    '',
    `Severity: ${severity}.`,
    '',
    fenced('yaml', fixture.text),
    '',
    fenced('text', findings.join('\n')),
    '',
    `${remark}:`,
    '',
    fenced('yaml', fixed.text),
    '',
  ].join('\n');
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
