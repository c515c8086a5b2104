import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { secretsOf, secretValues } from '../../explain/redact/secret-texts.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import { compileWithPositions } from '../../workflow/compile-workflow.ts';
import type { LocateInStep } from '../../workflow/positions/origins.ts';
import { type Locate, locateInYaml } from '../../workflow/positions/origins.ts';
import { workflowName } from '../../workflow/run/workflow-name.ts';
import type { CompileInput, CompileResult, WorkflowResult, WorkflowSource } from '../../workflow/types.ts';
import { asBackendGetsIt } from '../input/agent-run.ts';
import { compileInput } from '../input/compile-input.ts';
import { readTextFile } from '../input/files.ts';
import { leftOutFinding } from '../input/left-out.ts';
import { loadInput } from '../input/load-input.ts';
import { contextOf, readWorkflows } from '../input/read-workflows.ts';
import { serverFindings } from '../input/server-findings.ts';
import type { WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo } from '../io.ts';
import type { Finding } from '../output/report.ts';

/** A workflow that runs, with where it was written. */
export interface LintTarget {
  readonly config: CompiledWorkflow;
  readonly context: TranslationContext;
  readonly file: string;
  readonly locate: Locate;
}

/** Everything that was read for linting. */
export interface LintSources {
  readonly targets: readonly LintTarget[];
  /** What the server reports, and what it should. */
  readonly findings: readonly Reported[];
  /** What does not run, and is not looked at any further. */
  readonly leftOut: readonly Finding[];
  /** The workflow files. */
  readonly files: readonly WorkflowSource[];
  /** The texts of files by the names that findings give them; standard input has none of its own. */
  readonly texts: ReadonlyMap<string, string>;
  /** Names of the files that were checked only in part. */
  readonly unfinished: ReadonlySet<string>;
  /** Values that no report may show. */
  readonly secrets: readonly string[];
}

/** Reads files and folders, each a separate pipeline. Throws {@link InputError} for what cannot be read. */
export function readLintSources(paths: readonly string[], flags: WorkflowFlags, io: CommandIo): LintSources {
  return merged(paths.map((path) => readPath(path, flags, io)));
}

function readPath(path: string, flags: WorkflowFlags, io: CommandIo): LintSources {
  const loaded = loadInput(path, io);
  const { input, findings } = compileInput(flags, io);
  const about = { findings: findings.map(reported), secrets: secretValues(input) };
  if (loaded.kind === 'compiled') return readCompiled(path, loaded.subject, flags, io);
  const compiled = compilePipeline(loaded.sources, input, flags);
  const texts = new Map(loaded.sources.map(({ name, yaml }) => [name, yaml]));
  return merged([{ ...NOTHING, ...about, files: loaded.sources, texts }, ...compiled]);
}

function readCompiled(path: string, subject: string, flags: WorkflowFlags, io: CommandIo): LintSources {
  const { workflows, findings } = readWorkflows(path, flags, io);
  return {
    ...NOTHING,
    targets: workflows.map(({ config, context, locate }) => ({ config, context, file: subject, locate })),
    texts: new Map([[subject, readTextFile(path, io)]]),
    findings: findings.map(reported),
    secrets: workflows.flatMap(({ compiled }) => secretsOf(compiled)),
  };
}

/** The server stops at the first file that it cannot use; then the others are read one by one. */
function compilePipeline(
  sources: readonly WorkflowSource[],
  input: CompileInput,
  flags: WorkflowFlags,
): LintSources[] {
  const { result, locate } = compileWithPositions(sources, input);
  const isPartial = result.fatal && sources.length > 1;
  if (isPartial) return sources.flatMap((source) => compilePipeline([source], input, flags));
  return [pipelineSources(result, locate, sources, input, flags)];
}

function pipelineSources(
  { errors, notices, leftOut, workflows, fatal }: CompileResult,
  locate: LocateInStep,
  sources: readonly WorkflowSource[],
  input: CompileInput,
  flags: WorkflowFlags,
): LintSources {
  const fileOf = (workflow: string) =>
    sources.find(({ name }) => workflowName(name) === workflow)?.name ?? sources[0]?.name ?? '';
  const subject = sources[0]?.name ?? '';
  const left = leftOut.map((one) => leftOutFinding(one, fileOf(one.workflow), input.metadata ?? {}));
  const targets = workflows.flatMap((workflow) => targetOf(workflow, fileOf(workflow.name), locate, flags));
  return {
    ...NOTHING,
    targets,
    findings: serverFindings(errors, notices, subject).map(reported),
    leftOut: left,
    unfinished: new Set([
      ...(fatal ? sources.map(({ name }) => name) : []),
      ...leftOut.map(({ workflow }) => fileOf(workflow)),
    ]),
    secrets: targets.flatMap(({ config }) => secretsOf(config)),
  };
}

function targetOf(
  { config, pid, skipped }: WorkflowResult,
  file: string,
  locate: LocateInStep,
  flags: WorkflowFlags,
): LintTarget[] {
  if (config === undefined || skipped !== undefined) return [];
  const run = { platform: flags.platform, release: flags.release };
  return [
    {
      config: asBackendGetsIt(config, run),
      context: contextOf(flags, pid),
      file,
      locate: locateInYaml(config, locate),
    },
  ];
}

/** What has no place of its own stands at the start of its file. */
function reported({ code, severity, message, note, help, args, subject, range }: Finding): Reported {
  return { code, severity, message, note, help, args, subject, range: range ?? startOf(subject) };
}

export function startOf(file: string): SourceRange {
  const start = { line: 1, column: 1 };
  return { file, start, end: start };
}

const NOTHING: LintSources = {
  targets: [],
  findings: [],
  leftOut: [],
  files: [],
  texts: new Map(),
  unfinished: new Set(),
  secrets: [],
};

function merged(parts: readonly LintSources[]): LintSources {
  return {
    targets: parts.flatMap(({ targets }) => targets),
    findings: parts.flatMap(({ findings }) => findings),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    files: parts.flatMap(({ files }) => files),
    texts: new Map(parts.flatMap(({ texts }) => [...texts])),
    unfinished: new Set(parts.flatMap(({ unfinished }) => [...unfinished])),
    secrets: parts.flatMap(({ secrets }) => secrets),
  };
}
