import { withoutTrailing } from '../../base/text/go-literals.ts';
import { findingLine, type Reported } from '../../diagnostics/format/reported.ts';
import { workflowProblems } from '../../lint/workflow-problems.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { withWorkflowKeys } from '../../translate/schema/canonical-keys.ts';
import type { Locate, Part } from '../../workflow/positions/compile-notes.ts';
import type { WorkflowSource } from '../../workflow/types.ts';
import { type CommandIo, InputError, STANDARD_INPUT } from '../io.ts';
import { readJson } from '../json/read-json.ts';

/** The content of a FILE argument. */
export type LoadedInput =
  | {
      readonly kind: 'compiled';
      readonly subject: string;
      readonly workflows: readonly CompiledInput[];
      readonly findings: readonly Reported[];
    }
  | { readonly kind: 'yaml'; readonly subject: string; readonly sources: readonly WorkflowSource[] };

const DEFAULT_FILES = ['.woodpecker.yaml', '.woodpecker.yml'];

/** The workflows that a server reads if the repository does not name others. Throws {@link InputError} without any. */
export function defaultInput(io: CommandIo): string {
  if (io.listFolder('.woodpecker')?.some(isWorkflowFile)) return '.woodpecker';
  const found = DEFAULT_FILES.find((path) => isReadable(path, io));
  if (found !== undefined) return found;
  throw new InputError(
    'There is no .woodpecker/ or .woodpecker.yaml in this folder. Name the file to check.',
  );
}

function isReadable(path: string, io: CommandIo): boolean {
  try {
    io.readFile(path);
    return true;
  } catch {
    return false;
  }
}

/** Reads a file, a folder, or standard input for `-`. Throws {@link InputError} for one that cannot be read. */
export function loadInput(path: string, io: CommandIo): LoadedInput {
  const names = io.listFolder(path);
  if (names !== undefined) return { kind: 'yaml', subject: path, sources: folderSources(path, names, io) };
  const text = io.readFile(path);
  const subject = path === '-' ? STANDARD_INPUT : path;
  if (text.trim() === '') throw new InputError(`${subject} is empty. A workflow requires \`steps\`.`);
  if (!isCompiled(text, path)) return { kind: 'yaml', subject, sources: [{ name: subject, yaml: text }] };
  return { kind: 'compiled', subject, ...readCompiledWorkflows(text, subject) };
}

function folderSources(folder: string, names: readonly string[], io: CommandIo): WorkflowSource[] {
  const files = names.filter(isWorkflowFile);
  if (files.length === 0) throw new InputError(`The folder ${folder} contains no .yaml or .yml file.`);
  return files.map((file) => {
    const name = `${withoutTrailing(folder, '/')}/${file}`;
    return { name, yaml: io.readFile(name) };
  });
}

function isWorkflowFile(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

/** JSON is YAML too; a compiled workflow is recognized by its file extension, or by its stages. */
function isCompiled(text: string, path: string): boolean {
  if (path.endsWith('.json')) return true;
  return /^[\s\ufeff]*(?:\{|\[\s*[{\]])/.test(text) && (/"pipeline"\s*:/i.test(text) || text.trim() === '[]');
}

interface CompiledInput {
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
function readCompiledWorkflows(
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
