import { type Command, Option } from 'commander';
import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { countBySeverity, type Reported } from '../../diagnostics/format/reported.ts';
import { readSilences, silence } from '../../diagnostics/silence.ts';
import { redactFindings } from '../../explain/redact/redact-findings.ts';
import { lintCodes } from '../../lint/codes.ts';
import { readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { nothingLintedDiagnostic } from '../../workflow/messages/left-out.ts';
import { ignoredIn } from '../config/add-config.ts';
import type { Config, IgnoredPaths } from '../config/config-file.ts';
import { addAgentFlags, collect, kubernetesFlag } from '../input/agent-flags.ts';
import { defaultInput } from '../input/load-input.ts';
import { type AgentFlags, readEnvironment } from '../input/read-agent.ts';
import { addWorkflowFlags, redactorFor, type WorkflowFlags } from '../input/workflow-flags.ts';
import { type CommandIo, type ExitCode, InputError } from '../io.ts';
import { type FoundFor, mergeFindings } from '../lint/lint-events.ts';
import { type LintSources, readLintSources, startOf } from '../lint/lint-sources.ts';
import { type LintFlags, lintTarget } from '../lint/lint-target.ts';
import { inOrderOfPlaces, reportFindings } from '../output/report.ts';
import { REPORT_FORMS, type ReportForm, writeReport } from '../output/write-report.ts';

interface LintCommandFlags extends AgentFlags, WorkflowFlags, LintFlags {
  readonly report: ReportForm;
  readonly maxWarnings: number;
  readonly ignore: readonly string[];
  /** From the configuration file. */
  readonly ignoredPaths?: Config;
}

export function addLintCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('lint')
    .description('check workflows against the server, the agent and the Kubernetes API')
    .argument(
      '[file...]',
      'workflows as YAML, compiled workflows as JSON, folders of workflows, or - (default: .woodpecker/, else .woodpecker.yaml)',
    )
    .addOption(
      new Option('--report <form>', 'choose the format of the report').choices(REPORT_FORMS).default('human'),
    )
    .addOption(
      new Option('--max-warnings <number>', 'exit with 0 up to this number of warnings')
        .argParser(readCount)
        .default(0),
    )
    .option('--ignore <code>', 'ignore this code; repeat it or separate codes with commas', collectCodes, [])
    .option('--strict', 'report an error for each value that the agent would drop, guess or break')
    .addOption(
      new Option(
        '--pod-security <level>',
        'report an error for each violation of this Pod Security level',
      ).choices(['baseline', 'restricted']),
    )
    .addOption(kubernetesFlag())
    .addOption(
      new Option(
        '--node <resource=quantity>',
        'set the size of the largest node, as in --node cpu=4 --node memory=8Gi; repeatable',
      ).argParser(collectNode),
    );
  addWorkflowFlags(addAgentFlags(command), 'every event that the conditions allow');
  command.addHelpText(
    'after',
    `
To ignore a code in one line, add the comment "# podwright-ignore CODE" to the line or in a line before it.

Exit codes: 0 no errors; 1 errors, or more warnings than --max-warnings; 2 invalid input or usage.

Examples:
  podwright lint --release 3.17
  podwright lint .woodpecker.yaml --release 3.17 --agent-env agent.env
  podwright lint .woodpecker/ --report sarif > podwright.sarif
  podwright lint .woodpecker/ --strict --pod-security restricted --kubernetes 1.31`,
  );
  command.action((files: string[], flags: LintCommandFlags) => end(lint(files, flags, io)));
}

function lint(paths: readonly string[], flags: LintCommandFlags, io: CommandIo): ExitCode {
  checkIgnored(flags.ignoredPaths?.ignore ?? []);
  const sources = readLintSources(paths.length === 0 ? [defaultInput(io)] : paths, flags, io);
  const found = [...sources.findings, ...agentFindings(sources, flags, io)];
  const { left, comments } = applySuppressions(mergeFindings(found, sources.targets), sources);
  const findings = [...left, ...comments].filter((finding) => !isIgnored(finding, flags));
  const ordered = inOrderOfPlaces([...findings, ...nothingLinted(sources, found)]);
  const redactor = redactorFor(flags, sources.secrets);
  if (flags.report === 'human') reportFindings(redactFindings(sources.leftOut, redactor), io);
  writeReport(ordered, flags.report, redactor, io);
  const { error, warning } = countBySeverity(ordered);
  return error > 0 || warning > flags.maxWarnings ? 1 : 0;
}

/** Whether a flag, or the configuration for the file, leaves a finding out. */
function isIgnored({ code, range, subject }: Reported, { ignore, ignoredPaths }: LintCommandFlags): boolean {
  if (ignore.includes(code)) return true;
  const inFile = ignoredPaths === undefined ? [] : ignoredIn(range?.file ?? subject, ignoredPaths);
  return inFile.some(({ codes }) => codes.includes(code));
}

/** Throws {@link InputError} for codes of the configuration that do not exist. */
function checkIgnored(paths: readonly IgnoredPaths[]): void {
  const known = lintCodes();
  const faults = paths.flatMap(({ codes, place }) =>
    codes.filter((code) => !known.includes(code)).map((code) => `${place}: ${unknownCode(code, known)}`),
  );
  if (faults.length > 0) throw new InputError(faults);
}

function unknownCode(code: string, known: readonly string[]): string {
  const suggestion = nearest(code, known);
  return `unknown code ${excerpt(code)}${suggestion === undefined ? '.' : `; did you mean ${suggestion}?`}`;
}

/** That nothing runs is worth a note, unless an error says why. */
function nothingLinted({ targets, leftOut }: LintSources, found: readonly Reported[]): Reported[] {
  if (targets.length > 0 || leftOut.length === 0 || countBySeverity(found).error > 0) return [];
  const subject = leftOut[0]?.subject ?? '';
  return [{ ...nothingLintedDiagnostic(), subject, range: startOf(subject) }];
}

/** What is wrong with the agent, and if it starts, with the workflows at it. */
function agentFindings({ targets }: LintSources, flags: LintCommandFlags, io: CommandIo): FoundFor[] {
  const { environment, places, findings } = readEnvironment(flags, io);
  const identity = { release: flags.release, os: flags.os };
  const { options: agent, problems } = readAgentEnvironment(environment, identity);
  const own = [
    ...findings,
    ...problems.map((problem) => ({ ...problem, ...places(problem.path, problem.at) })),
  ].map((finding) => ({ ...finding, for: [] }));
  if (agent === undefined) return own;
  return [...own, ...targets.flatMap((target) => lintTarget(target, { agent, environment, places }, flags))];
}

/** Leaves out what comments silence, and adds what is wrong with the comments. */
function applySuppressions(
  findings: readonly Reported[],
  { files, unfinished }: LintSources,
): { left: readonly Reported[]; comments: Reported[] } {
  const codes = lintCodes();
  let left = findings;
  const comments: Reported[] = [];
  for (const { name, yaml } of files) {
    const { silences, diagnostics } = readSilences(yaml, name, codes);
    const silenced = silence(left, name, silences);
    left = silenced.left;
    // Where something was not looked at, a comment may well be for it.
    const unused = unfinished.has(name) ? [] : silenced.unused;
    comments.push(...[...diagnostics, ...unused].map((diagnostic) => ({ ...diagnostic, subject: name })));
  }
  return { left, comments };
}

function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError('Invalid value for --max-warnings. Use a whole number.');
}

function collectCodes(text: string, codes: readonly string[]): string[] {
  const known = lintCodes();
  return text.split(',').reduce(
    (all, part) => {
      const code = part.trim();
      if (known.includes(code)) return collect(code, all);
      throw new InputError(`--ignore: ${unknownCode(code, known)}`);
    },
    [...codes],
  );
}

function collectNode(text: string, node: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, resource, quantity] = /^([^=\s]+)=(\S+)$/.exec(text) ?? [];
  if (resource !== undefined && quantity !== undefined) return { ...node, [resource]: quantity };
  throw new InputError(`Invalid value for --node. Write RESOURCE=QUANTITY, such as memory=8Gi.`);
}
