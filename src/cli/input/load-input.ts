import { withoutTrailing } from '../../base/text/go-literals.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import type { WorkflowSource } from '../../workflow/types.ts';
import { type CommandIo, InputError, STANDARD_INPUT } from '../io.ts';
import { type CompiledInput, readCompiledWorkflows } from './read-compiled.ts';

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
