import type { Reported } from '../../diagnostics/format/reported.ts';
import { redactFindings, redactor } from '../../explain/redact/redactor.ts';
import { secretValues } from '../../explain/redact/secret-values.ts';
import {
  optionFindings,
  type PipelineOptions,
  pipelineInput,
  type WorkflowTexts,
} from '../pipeline-options.ts';
import { NO_PLACES } from '../place-finding.ts';
import { lintFindings } from './lint-findings.ts';
import { pipelineSources } from './lint-sources.ts';
import { type LintChecks, nodeFault } from './lint-target.ts';

/** The pipeline, the server and the agent for which to lint, and what to check. */
export interface LintFilesOptions extends PipelineOptions, LintChecks {
  /** Codes to leave out. Default none. */
  readonly ignore?: readonly string[] | undefined;
}

/** Everything that lint reports about workflow files. */
export interface LintedFiles {
  /** By file, line and column; without values of secrets. */
  readonly findings: readonly Reported[];
  /** The workflows and steps that run for no event. They were not checked. */
  readonly leftOut: readonly Reported[];
}

/**
 * Lints workflow files as `podwright lint` does: at the server, the agent and the API server, for every event for which
 * something of them runs, each finding once and at its place. Comments in the files suppress findings.
 *
 * It never throws; problems of the files, the options or the agent are findings. Options that describe one run,
 * such as `event`, lint that run alone.
 *
 * @example
 * ```ts
 * import { lintFiles } from 'podwright';
 *
 * const options = '{ kubernetes: { runtimeClasName: gvisor } }';
 * const yaml = `when: { event: push }\nsteps:\n  build:\n    image: golang\n    backend_options: ${options}\n`;
 * const { findings } = lintFiles(yaml, { release: '3.17' });
 * const [finding] = findings;
 * console.log(finding?.code, finding?.range?.start.line); // option-unknown-key 5
 * ```
 *
 * @param files text of a workflow, or files by name and text; they are one pipeline
 * @param options what to lint for; undefined is treated as not given
 */
export function lintFiles(files: WorkflowTexts, options: LintFilesOptions = {}): LintedFiles {
  const { sources, options: given, input, findings } = pipelineInput(files, options);
  const { agent: environment = {}, release, os, ignore = [], node = {} } = given;
  const nodeFaults = Object.entries(node).map(
    ([name, size]) => [`node.${name}`, nodeFault(name, size)] as const,
  );
  const faults = [...findings, ...optionFindings(nodeFaults)];
  if (faults.length > 0) return { findings: faults, leftOut: [] };
  const linted = pipelineSources(sources, input, given);
  const found = lintFindings(
    linted,
    { environment, places: NO_PLACES, findings: [], release, os },
    given,
    ({ code }) => ignore.includes(code),
  );
  const redact = redactor([...secretValues(input), ...linted.secrets]);
  return {
    findings: redactFindings(found, redact),
    leftOut: redactFindings(linted.leftOut, redact),
  };
}
