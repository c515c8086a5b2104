import { gateMessages } from '../../src/lint/messages/gates.ts';
import { nameMessages } from '../../src/lint/messages/names.ts';
import { optionMessages } from '../../src/lint/messages/options.ts';
import { ALL_MESSAGES, type LintCode } from '../../src/lint/registry.ts';
import { AGENT_RULES } from '../../src/lint/rules/agent.ts';
import { CONTAINER_RULES } from '../../src/lint/rules/container.ts';
import { FAILURE_RULES } from '../../src/lint/rules/failures.ts';
import { HAZARD_RULES } from '../../src/lint/rules/hazards.ts';
import { NETWORK_RULES } from '../../src/lint/rules/network.ts';
import { OPTION_MESSAGES } from '../../src/translate/options/schema/option-messages.ts';
import { ERR, lintFixture, readFixture } from '../lint/support/workflow-fixture.ts';

const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'Options that the agent does not take': Object.keys(gateMessages),
  'Options with a catch': Object.keys(optionMessages),
  'Options that break their schema': Object.keys(OPTION_MESSAGES),
  'Names and volumes': Object.keys(nameMessages),
  'Services and network': Object.keys(NETWORK_RULES),
  'Commands, environment and secrets': Object.keys(CONTAINER_RULES),
  'The agent': [
    ...Object.keys(ALL_MESSAGES).filter((code) => code.startsWith('agent-variable-')),
    ...Object.keys(AGENT_RULES),
  ],
  'Failures and crashes': Object.keys(FAILURE_RULES),
  'Between the steps': Object.keys(HAZARD_RULES),
};

/** The reference of every finding: what triggers it, what is said, and the same mended. Everything in it is run. */
export function diagnosticsReference(): string {
  const parts = Object.entries(SECTIONS).map(([title, codes]) => {
    const entries = codes.map((code) => entryOf(code as LintCode));
    return `## ${title}\n\n${entries.join('\n')}`;
  });
  return `${INTRODUCTION}\n${contents()}\n${parts.join('\n')}`;
}

const INTRODUCTION = `# Findings

What linting can say. An \`error\` is what fails, is refused by the API server, or crashes the agent; a \`warning\` is
what the agent drops, guesses or rewrites to another meaning; an \`info\` is worth knowing. A strict plan refuses a
workflow with an error or a warning. Codes are stable; the texts may change.

The comments at the head of an example say which agent it is for: its release (and \`os\` and \`platform\`), its
environment, and what else is not in the workflow itself. Examples with \`pipeline\` are compiled workflows, as the
agent gets them. Paths are JSON Pointers into the compiled workflow, in which the clone step comes first; those that
begin with a variable's name are at the agent.

This page is generated from the examples in \`fixtures/workflow/err\` by \`test/lint/reference.test.ts\`.
`;

function contents(): string {
  const lines = Object.entries(SECTIONS).map(
    ([title, codes]) => `- ${title}: ${codes.map((code) => `[${code}](#${code})`).join(', ')}`,
  );
  return `${lines.join('\n')}\n`;
}

function entryOf(code: LintCode): string {
  const { severity } = ALL_MESSAGES[code];
  const fixture = readFixture(`${ERR}/${code}.yaml`);
  const findings = lintFixture(fixture).map(({ severity, code, path, message, note, help }) =>
    [
      `${severity} ${code} at ${path || '/'}`,
      `  ${message}`,
      ...(note === undefined ? [] : [`  note: ${note}`]),
      ...(help === undefined ? [] : [`  help: ${help}`]),
    ].join('\n'),
  );
  const mended = readFixture(`${ERR}/${code}.mended.yaml`);
  const rest = lintFixture(mended).map((finding) => `${finding.severity} ${finding.code}`);
  const remark = rest.length === 0 ? 'Mended' : `Mended, with \`${rest.join('`, `')}\` left`;
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
    fenced('yaml', mended.text),
    '',
  ].join('\n');
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
