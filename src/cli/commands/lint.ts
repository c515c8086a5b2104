import { isAbsolute, relative } from 'node:path';
import { type Command, Option } from 'commander';
import { countBySeverity, type Reported } from '../../diagnostics/format/reported.ts';
import { redactFindings } from '../../explain/redact/redactor.ts';
import { secretsOf, secretValues } from '../../explain/redact/secret-values.ts';
import { lintCodes } from '../../lint/codes.ts';
import { REPORT_FORMS, type ReportForm, reportText } from '../../pipeline/format-report.ts';
import { type LintChecks, lintFindings, nodeFault } from '../../pipeline/lint/lint-files.ts';
import {
  inFile,
  type LintSources,
  mergedSources,
  pipelineSources,
} from '../../pipeline/lint/lint-sources.ts';
import { ignoredIn } from '../config/add-config.ts';
import type { Config, IgnoredPaths } from '../config/config-file.ts';
import {
  addAgentFlags,
  collectKnown,
  kubernetesFlag,
  podSecurityFlag,
  reportFlag,
  unknownName,
} from '../input/agent-flags.ts';
import { compileInput } from '../input/compile-input-from-flags.ts';
import { partsOf } from '../input/flag-values.ts';
import { defaultInput, loadInput } from '../input/load-input.ts';
import { type AgentFlags, readEnvironment } from '../input/read-agent.ts';
import { readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, redactorFor, type WorkflowFlags } from '../input/workflow-flags.ts';
import { type CommandIo, type ExitCode, InputError } from '../io.ts';
import { reportFindings } from '../output/report-findings.ts';
import { packageVersion } from '../package-files.ts';

interface LintCommandFlags extends AgentFlags, WorkflowFlags, LintChecks {
  readonly report: ReportForm;
  readonly maxWarnings: number;
  readonly ignore: readonly string[];
  /** From the configuration file. */
  readonly ignoredPaths?: Config;
}

export function addLintCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('lint')
    .description('Check workflows against the server, the agent and the Kubernetes API')
    .argument(
      '[file...]',
      'workflows as YAML, compiled workflows as JSON, folders of workflows, or - (default: .woodpecker/, else .woodpecker.yaml)',
    )
    .addOption(reportFlag(REPORT_FORMS))
    .addOption(
      new Option('--max-warnings <number>', 'allow this number of warnings before exiting with 1')
        .argParser(readCount)
        .default(0),
    )
    .option(
      '--ignore <code>',
      'ignore this code; repeat it or separate codes with commas',
      collectKnown('--ignore', 'code', lintCodes),
      [],
    )
    .option('--strict', 'report an error for each value that the agent would drop, guess or break')
    .addOption(podSecurityFlag('report an error for each violation of this Pod Security level'))
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
  const agent = { ...readEnvironment(flags, io), release: flags.release, os: flags.os };
  const findings = lintFindings(sources, agent, flags, (finding) => isIgnored(finding, flags));
  const redactor = redactorFor(flags, sources.secrets);
  if (flags.report === 'human') reportFindings(redactFindings(sources.leftOut, redactor), io);
  // Programs that read these reports know files by their place below the folder that they work in.
  const nameOf = flags.report === 'sarif' || flags.report === 'github' ? nameBelow : (file: string) => file;
  const names = new Map(findings.map(({ range }) => [nameOf(range?.file ?? ''), range?.file ?? '']));
  const shown = findings.map((finding) => renamed(finding, nameOf));
  const style = {
    form: flags.report,
    colours: io.colours.out,
    columns: io.columns,
    version: packageVersion(),
  };
  io.writeOut(reportText(shown, redactor, (file) => io.textOf(names.get(file) ?? file), style));
  const { error, warning } = countBySeverity(findings);
  return error > 0 || warning > flags.maxWarnings ? 1 : 0;
}

function renamed(finding: Reported, nameOf: (file: string) => string): Reported {
  const { range } = finding;
  return range?.file === undefined ? finding : { ...finding, range: { ...range, file: nameOf(range.file) } };
}

function nameBelow(file: string): string {
  if (!isAbsolute(file)) return file;
  const below = relative(process.cwd(), file);
  return below.startsWith('..') || isAbsolute(below) ? file : below;
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
    codes
      .filter((code) => !known.includes(code))
      .map((code) => `${place}: ${unknownName('code', code, known)}`),
  );
  if (faults.length > 0) throw new InputError(faults);
}

function readCount(text: string): number {
  return Number(partsOf('--max-warnings', text, /^(\d{1,9})$/, 'Use a whole number.')[0]);
}

function collectNode(text: string, node: Readonly<Record<string, string>> = {}): Record<string, string> {
  const form = 'Write RESOURCE=QUANTITY, such as memory=8Gi.';
  const [resource, quantity] = partsOf('--node', text, /^([^=\s]+)=(\S+)$/, form);
  const fault = nodeFault(resource, quantity);
  if (fault === undefined) return { ...node, [resource]: quantity };
  throw new InputError(`--node ${fault}`);
}

/** Reads files and folders, each a separate pipeline. Throws {@link InputError} for one that cannot be read. */
function readLintSources(paths: readonly string[], flags: WorkflowFlags, io: CommandIo): LintSources {
  return mergedSources(paths.map((path) => readPath(path, flags, io)));
}

function readPath(path: string, flags: WorkflowFlags, io: CommandIo): LintSources {
  const loaded = loadInput(path, io);
  if (loaded.kind === 'compiled') return readCompiledSources(path, flags, io);
  const { input, findings } = compileInput(flags, io);
  const read = pipelineSources(loaded.sources, input, flags);
  return {
    ...read,
    findings: [...findings.map(inFile), ...read.findings],
    secrets: [...secretValues(input), ...read.secrets],
  };
}

function readCompiledSources(path: string, flags: WorkflowFlags, io: CommandIo): LintSources {
  const { workflows, findings } = readWorkflows(path, flags, io);
  return {
    targets: workflows.map((workflow) => ({ ...workflow, events: [] })),
    findings: findings.map(inFile),
    leftOut: [],
    files: [],
    unfinished: new Set(),
    secrets: workflows.flatMap(({ compiled }) => secretsOf(compiled)),
  };
}
