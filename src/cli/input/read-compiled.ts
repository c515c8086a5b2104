import type { Reported } from '../../diagnostics/format/reported.ts';
import { findingLine } from '../../diagnostics/format/reported.ts';
import { workflowProblems } from '../../lint/workflow-problems.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { withWorkflowKeys } from '../../translate/schema/canonical-keys.ts';
import type { Locate, Part } from '../../workflow/positions/origins.ts';
import { InputError } from '../io.ts';
import { readJson } from '../json/read-json.ts';

/** A compiled workflow of a file. */
export interface CompiledInput {
  readonly config: CompiledWorkflow;
  /** The name in findings. */
  readonly subject: string;
  readonly locate: Locate;
}

/**
 * Reads a compiled workflow, or a list of them as `podwright compile` writes it. Keys may be in any case, and null is
 * like a missing key, as for the agent. Values that the agent cannot decode are rejected; values that it does not read, and
 * what JSON hides, is reported.
 */
export function readCompiledWorkflows(
  text: string,
  file: string,
): { workflows: CompiledInput[]; findings: Reported[] } {
  const { value, findings, locate: locateIn } = readJson(text, file);
  const isList = Array.isArray(value);
  const workflows = (isList ? value : [value]).map((written: unknown, index) => {
    const start = isList ? `/${index}` : '';
    const locate: Locate = (pointer, part) => locateIn(start + pointer, part);
    const { value: config, writtenPath } = withWorkflowKeys(written);
    const subject = isList ? `${file}: workflow ${index + 1}` : file;
    return {
      config: config as CompiledWorkflow,
      subject,
      locate: (pointer: string, part?: Part) => locate(writtenPath(pointer), part),
      problems: workflowProblems(written).map(({ path, at, ...problem }) => ({
        ...problem,
        subject,
        range: locate(path, at),
      })),
    };
  });
  const problems = workflows.flatMap((workflow) => workflow.problems);
  const wrong = problems.filter(({ code }) => code === 'value-wrong-type');
  if (wrong.length > 0) throw new InputError(wrong.map(findingLine));
  const unknown = problems.filter(({ code }) => code === 'key-unknown');
  return { workflows: workflows as CompiledInput[], findings: [...findings, ...unknown] };
}
