import type { Rule } from '../../src/diagnostics/diagnostic.ts';
import { type LintCode, MESSAGES_BY_SUBJECT, pageOfSubject, RULES_BY_SUBJECT } from '../../src/lint/codes.ts';
import { ERR, lintFixture, readFixture } from '../lint/support/workflow-fixture.ts';

/** The pages about every finding by their paths: an index, and one page for each subject. Every example in them is run. */
export function diagnosticsPages(): Record<string, string> {
  const subjects = Object.entries(RULES_BY_SUBJECT).map(([title, rules]) => ({
    title,
    rules: Object.entries(rules) as [LintCode, Rule][],
    path: pageOfSubject(title),
  }));
  const messages = Object.entries(MESSAGES_BY_SUBJECT).map(([title, rules]) => ({
    title,
    rules: Object.entries(rules),
    path: pageOfSubject(title),
  }));
  const index = [...subjects, ...messages].map(({ title, rules, path }) => {
    const rows = rules.map(
      ([code, { severity, message }]) => `- [${code}](${path}#${code}) (${severity}): ${shown(message)}`,
    );
    return `## [${title}](${path})\n\n${rows.join('\n')}\n`;
  });
  const pages = subjects.map(({ title, rules, path }) => {
    const entries = rules.map(([code, rule]) => entryOf(code, rule));
    return [`docs/${path}`, `# ${title}\n\n${SUBJECT_INTRODUCTION}\n${entries.join('\n')}`];
  });
  const messagePages = messages.map(({ title, rules, path }) => {
    const entries = rules.map(([code, rule]) => messageOf(code, rule));
    const remark = rules.some(([code]) => code === 'panic') ? PLAN_REMARK : '';
    return [`docs/${path}`, `# ${title}\n\n${MESSAGES_INTRODUCTION}${remark}\n${entries.join('\n')}`];
  });
  return {
    'docs/diagnostics.md': `${INTRODUCTION}\n${index.join('\n')}`,
    ...Object.fromEntries([...pages, ...messagePages]),
  };
}

const INTRODUCTION = `# Diagnostics

This page lists what podwright reports, for authors of workflows and administrators of agents. Follow a code to an
example, its report and the fixed workflow. The codes about objects are in [checks.md](checks.md). To ignore a code in
one line, add a [comment](check-in-ci.md#ignore-findings):

\`\`\`yaml
labels: { team: ci } # podwright-ignore step-label-gated
\`\`\`

- An \`error\` fails, crashes the agent, or is rejected by the API server.
- A \`warning\` is a value that the agent drops, guesses or rewrites to another meaning. A strict plan rejects it too.
- An \`info\` is worth knowing.

Codes are stable; texts may change.
`;

const SUBJECT_INTRODUCTION = `Each entry shows a workflow, its report and the fixed workflow; see [all diagnostics](../diagnostics.md).

The comments at the top of an example state the release of the agent, its environment, and other input. Examples with
\`pipeline\` are compiled workflows. Paths are JSON Pointers into the compiled workflow, with the clone step first. Paths
that begin with the name of a variable are in the environment of the agent.
`;

const MESSAGES_INTRODUCTION = `Each entry shows the texts of a code, with ‹value› for each value. See [all diagnostics](../diagnostics.md).
`;

/** On the page of failures. */
const PLAN_REMARK = `
These are the classes of failures in plans, and the codes of \`planWorkflowWithDiagnostics\`. Commands, \`planFiles\` and
\`lintFiles\` report the cause by its own code.
`;

/** The texts of a code. Of alternative notes and helps, a report shows the first that applies. */
function messageOf(code: string, { severity, message, note = [], help = [] }: Rule): string {
  const details = [
    ...[note].flat().map((text) => `- Note: ${shown(text)}`),
    ...[help].flat().map((text) => `- Help: ${shown(text)}`),
  ];
  const paragraphs = [`## ${code}`, `Severity: ${severity}.`, shown(message), details.join('\n')];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** A message template for the index: arguments in it become placeholders. */
function shown(message: string): string {
  return message.replace(/\{([a-z]\w*)(?::\w+)?\}/g, '‹$1›');
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
    `## ${code}`,
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
