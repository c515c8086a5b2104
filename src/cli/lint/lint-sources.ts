import { pointerTo } from '../../base/json/json-pointer.ts';
import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import { secretsOf, secretValues } from '../../explain/redact/secret-texts.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import { compileWithPositions } from '../../workflow/compile-workflow.ts';
import { type CompiledEvent, compileEvents, leftOutOfAll } from '../../workflow/events/compile-events.ts';
import type { EventChoices } from '../../workflow/events/satisfying-events.ts';
import { serverFindings } from '../../workflow/messages/server-findings.ts';
import { assumedMetadata } from '../../workflow/metadata/assumed-metadata.ts';
import type { LocateInStep, OriginInStep } from '../../workflow/positions/origins.ts';
import { type Locate, locateInYaml } from '../../workflow/positions/origins.ts';
import type { CompileInput, WorkflowResult, WorkflowSource } from '../../workflow/types.ts';
import { asBackendGetsIt } from '../input/agent-run.ts';
import { compileInput } from '../input/compile-input.ts';
import { leftOutFinding } from '../input/findings.ts';
import { loadInput } from '../input/load-input.ts';
import { axisOf, contextOf, readWorkflows, sourceOf } from '../input/read-workflows.ts';
import type { WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo } from '../io.ts';
import type { Finding } from '../output/report.ts';
import { type FoundFor, type LintEvent, lintEvent } from './lint-events.ts';

/** A workflow that runs, with where it was written. */
export interface LintTarget {
  readonly config: CompiledWorkflow;
  readonly context: TranslationContext;
  readonly file: string;
  /** The variables of its axis of the matrix. */
  readonly axis: string | undefined;
  readonly locate: Locate;
  /** The events for which it is compiled to the same; empty for a workflow that was read as compiled. */
  readonly events: readonly LintEvent[];
}

/** Everything that was read for linting. */
export interface LintSources {
  readonly targets: readonly LintTarget[];
  /** What the server reports, and what it should. */
  readonly findings: readonly FoundFor[];
  /** What runs for no event, and is not looked at any further. */
  readonly leftOut: readonly Finding[];
  /** The workflow files. */
  readonly files: readonly WorkflowSource[];
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
  const about = { findings: findings.map((finding) => reported(finding)), secrets: secretValues(input) };
  if (loaded.kind === 'compiled') return readCompiled(path, flags, io);
  const compiled = compilePipeline(loaded.sources, input, flags);
  return merged([{ ...NOTHING, ...about, files: loaded.sources }, ...compiled]);
}

function readCompiled(path: string, flags: WorkflowFlags, io: CommandIo): LintSources {
  const { workflows, findings } = readWorkflows(path, flags, io);
  return {
    ...NOTHING,
    targets: workflows.map(({ config, context, file, locate }) => ({
      config,
      context,
      file,
      axis: undefined,
      locate,
      events: [],
    })),
    findings: findings.map((finding) => reported(finding)),
    secrets: workflows.flatMap(({ compiled }) => secretsOf(compiled)),
  };
}

/** Whether a flag says which pipeline is meant. */
function isOneEvent({ event, branch, ref, tag, cron, metadata, changed }: WorkflowFlags): boolean {
  return [event, branch, ref, tag, cron, metadata, changed[0]].some((flag) => flag !== undefined);
}

/** The server stops at the first file that it cannot use; then the others are read one by one. */
function compilePipeline(
  sources: readonly WorkflowSource[],
  input: CompileInput,
  flags: WorkflowFlags,
): LintSources[] {
  const runs = isOneEvent(flags)
    ? [{ ...compileWithPositions(sources, input), input, choices: undefined }]
    : compileEvents(sources, input, ({ given, ...choices }) =>
        assumedMetadata({ ...flags, ...choices }, given, flags.release),
      );
  const isPartial = sources.length > 1 && runs.some(({ result }) => result.fatal);
  if (isPartial) return sources.flatMap((source) => compilePipeline([source], input, flags));
  return [pipelineSources(runs, sources, flags)];
}

interface Run extends Omit<CompiledEvent, 'choices'> {
  readonly choices: EventChoices | undefined;
}

function pipelineSources(
  runs: readonly Run[],
  sources: readonly WorkflowSource[],
  flags: WorkflowFlags,
): LintSources {
  const fileOf = (workflow: string) => sourceOf(workflow, sources)?.name ?? sources[0]?.name ?? '';
  const subject = sources[0]?.name ?? '';
  const targets = new Map<string, LintTarget & { readonly events: LintEvent[] }>();
  const findings: FoundFor[] = [];
  for (const { result, locate, originOf, choices } of runs) {
    const events = choices === undefined ? [] : [lintEvent(choices)];
    findings.push(
      ...serverFindings(result.errors, result.notices, subject).map((finding) => reported(finding, events)),
    );
    for (const workflow of result.workflows) {
      const { config, skipped, name, axis_id } = workflow;
      if (config === undefined || skipped !== undefined) continue;
      const identity = JSON.stringify([name, axis_id, writtenPart(config, originOf)]);
      const known = targets.get(identity);
      if (known === undefined)
        targets.set(identity, { ...targetOf(workflow, config, fileOf(name), locate, flags), events });
      else known.events.push(...events);
    }
  }
  const left = leftOutOfAll(
    runs.map(({ result }) => result.leftOut),
    ({ workflow, axis_id, step }) => [[workflow, axis_id], step],
  );
  const [{ input, choices } = { input: {}, choices: undefined }] = runs;
  return {
    ...NOTHING,
    targets: [...targets.values()],
    findings,
    leftOut: left.map((one) =>
      leftOutFinding(
        one,
        fileOf(one.workflow),
        input.metadata ?? {},
        choices === undefined ? 'flags' : 'nothing',
      ),
    ),
    unfinished: new Set([
      ...(runs.some(({ result }) => result.fatal) ? sources.map(({ name }) => name) : []),
      ...left.map(({ workflow }) => fileOf(workflow)),
    ]),
    secrets: [...targets.values()].flatMap(({ config }) => secretsOf(config)),
  };
}

/** The part of a compiled workflow that files decide, without the ids of its run and the variables of the server. */
function writtenPart(config: CompiledWorkflow, originOf: OriginInStep): string {
  const { volume } = config;
  const name = typeof volume === 'string' ? volume : volume?.name;
  const isWritten = (uuid: string, variable: string) =>
    originOf(uuid, pointerTo('/environment', variable))?.by !== 'server';
  const text = JSON.stringify(config, function (this: { uuid?: unknown }, key, value) {
    if (key === 'uuid') return undefined;
    if (key !== 'environment' || typeof this.uuid !== 'string') return value;
    const uuid = this.uuid;
    return Object.entries(value ?? {}).filter(([variable]) => isWritten(uuid, variable));
  });
  return name === undefined || name === '' ? text : text.replaceAll(name, '');
}

function targetOf(
  { pid, labels, ...workflow }: WorkflowResult,
  config: CompiledWorkflow,
  file: string,
  locate: LocateInStep,
  flags: WorkflowFlags,
): Omit<LintTarget, 'events'> {
  const run = { platform: flags.platform, release: flags.release, labels };
  return {
    config: asBackendGetsIt(config, run),
    context: contextOf(flags, pid),
    file,
    axis: axisOf(workflow),
    locate: locateInYaml(config, locate),
  };
}

/** What has no place of its own stands at the start of its file. */
function reported(
  { code, severity, message, note, help, args, subject, range }: Finding,
  events: readonly LintEvent[] = [],
): FoundFor {
  return {
    code,
    severity,
    message,
    note,
    help,
    args,
    subject,
    range: range ?? startOf(subject),
    for: events,
  };
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
  unfinished: new Set(),
  secrets: [],
};

function merged(parts: readonly LintSources[]): LintSources {
  return {
    targets: parts.flatMap(({ targets }) => targets),
    findings: parts.flatMap(({ findings }) => findings),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    files: parts.flatMap(({ files }) => files),
    unfinished: new Set(parts.flatMap(({ unfinished }) => [...unfinished])),
    secrets: parts.flatMap(({ secrets }) => secrets),
  };
}
