import { pointerTo } from '../../base/json/json-pointer.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { secretsOf } from '../../explain/redact/secret-values.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { compileWithPositions } from '../../workflow/compile-workflow.ts';
import { type CompiledEvent, compileEvents, leftOutOfAll } from '../../workflow/events/compile-events.ts';
import type { EventChoices } from '../../workflow/events/satisfying-events.ts';
import { leftOutFinding } from '../../workflow/messages/notices.ts';
import { serverFindings } from '../../workflow/messages/server-findings.ts';
import { completedMetadata, type PipelineChoices } from '../../workflow/metadata/assumed-metadata.ts';
import type { OriginInStep } from '../../workflow/positions/compile-notes.ts';
import { fileOf } from '../../workflow/positions/raw-file.ts';
import type { CompileInput, WorkflowSource } from '../../workflow/types.ts';
import { type FoundFor, type LintEvent, lintEvent } from '../findings.ts';
import { type Run, type RunOptions, runOf } from '../runs.ts';

/** A workflow that runs, with where it was written. */
export interface LintTarget extends Pick<Run, 'config' | 'context' | 'file' | 'axis' | 'locate'> {
  /** The events for which it is compiled to the same; empty for a workflow that was read as compiled. */
  readonly events: readonly LintEvent[];
}

/** Everything that was read for linting. */
export interface LintSources {
  readonly targets: readonly LintTarget[];
  /** Findings of the server, and problems that it ignores. */
  readonly findings: readonly FoundFor[];
  /** What runs for no event, and is not looked at any further. */
  readonly leftOut: readonly Reported[];
  readonly files: readonly WorkflowSource[];
  /** Names of the files that were checked only in part. */
  readonly unfinished: ReadonlySet<string>;
  /** Values that no report may show. */
  readonly secrets: readonly string[];
}

/** Which run of a pipeline is linted. Without choices it is every event for which anything of it runs. */
export interface LintRun extends PipelineChoices, RunOptions {
  /** Whatever it is, it describes one run. */
  readonly metadata?: unknown;
}

function isOneEvent({ event, branch, ref, tag, cron, metadata, changed = [] }: LintRun): boolean {
  return [event, branch, ref, tag, cron, metadata, changed[0]].some((choice) => choice !== undefined);
}

/** Compiles the files of a pipeline for linting. If the server stops at a file, each is compiled alone. */
export function pipelineSources(
  sources: readonly WorkflowSource[],
  input: CompileInput,
  run: LintRun,
): LintSources {
  const runs = isOneEvent(run)
    ? [{ ...compileWithPositions(sources, input), input, choices: undefined }]
    : compileEvents(sources, input, ({ given, ...choices }) =>
        completedMetadata({ ...run, ...choices }, given, run.release),
      );
  const isPartial = sources.length > 1 && runs.some(({ result }) => result.fatal);
  if (isPartial) return mergedSources(sources.map((source) => pipelineSources([source], input, run)));
  return compiledSources(runs, sources, run);
}

interface CompiledRun extends Omit<CompiledEvent, 'choices'> {
  readonly choices: EventChoices | undefined;
}

function compiledSources(
  runs: readonly CompiledRun[],
  sources: readonly WorkflowSource[],
  lintRun: LintRun,
): LintSources {
  const subject = sources[0]?.name ?? '';
  const targets = new Map<string, LintTarget & { readonly events: LintEvent[] }>();
  const findings: FoundFor[] = [];
  for (const { result, locate, originOf, choices } of runs) {
    const events = choices === undefined ? [] : [lintEvent(choices)];
    findings.push(
      ...serverFindings(result.errors, result.notices, subject).map((finding) => ({
        ...inFile(finding),
        for: events,
      })),
    );
    for (const workflow of result.workflows) {
      const { config, skipped, name, axis_id } = workflow;
      if (config === undefined || skipped !== undefined) continue;
      const identity = JSON.stringify([name, axis_id, writtenPart(config, originOf)]);
      const known = targets.get(identity);
      if (known === undefined)
        targets.set(identity, { ...runOf(workflow, config, sources, { locate, originOf }, lintRun), events });
      else known.events.push(...events);
    }
  }
  const left = leftOutOfAll(
    runs.map(({ result }) => result.leftOut),
    ({ workflow, axis_id, step }) => [[workflow, axis_id], step],
  );
  const [{ input, choices } = { input: {}, choices: undefined }] = runs;
  return {
    files: sources,
    targets: [...targets.values()],
    findings,
    leftOut: left.map((one) =>
      leftOutFinding(
        one,
        fileOf(one.workflow, sources),
        input.metadata ?? {},
        choices === undefined ? 'flags' : 'nothing',
      ),
    ),
    unfinished: new Set([
      ...(runs.some(({ result }) => result.fatal) ? sources.map(({ name }) => name) : []),
      ...left.map(({ workflow }) => fileOf(workflow, sources)),
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

/** A finding without a place is at the start of its file. */
export function inFile(finding: Reported): Reported {
  const start = { line: 1, column: 1 };
  return { ...finding, range: finding.range ?? { file: finding.subject, start, end: start } };
}

export function mergedSources(parts: readonly LintSources[]): LintSources {
  return {
    targets: parts.flatMap(({ targets }) => targets),
    findings: parts.flatMap(({ findings }) => findings),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    files: parts.flatMap(({ files }) => files),
    unfinished: new Set(parts.flatMap(({ unfinished }) => [...unfinished])),
    secrets: parts.flatMap(({ secrets }) => secrets),
  };
}
