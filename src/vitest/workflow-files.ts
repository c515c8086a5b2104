import { readdirSync, readFileSync, statSync } from 'node:fs';
import { excerpt } from '../base/text/excerpt.ts';
import { withoutTrailing } from '../base/text/go-literals.ts';
import { findingLine, type Reported } from '../diagnostics/format/reported.ts';
import type { WorkflowTexts } from '../pipeline/pipeline-options.ts';
import type { WorkflowSource } from '../workflow/types.ts';

/**
 * Workflow files: the path of a file, or of a folder such as `.woodpecker`; a string with a line break, which is taken
 * for a workflow itself; or files by name and text.
 */
export type WorkflowFiles = string | readonly WorkflowSource[];

/** Reads a path. Throws {@link WorkflowError} if that fails. */
export function readWorkflowFiles(files: WorkflowFiles): WorkflowTexts {
  if (typeof files !== 'string' || /[\r\n]/.test(files)) return files;
  try {
    return readPath(files);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const hint = 'the file does not exist; a workflow passed as a string must contain a line break';
    throw unreadable(files, code === 'ENOENT' ? hint : message);
  }
}

function readPath(path: string): WorkflowSource[] {
  if (!statSync(path).isDirectory()) return [readFile(path)];
  const folder = withoutTrailing(path, '/');
  const names = readdirSync(path).filter((name) => /\.ya?ml$/.test(name));
  if (names.length === 0) throw new Error('the folder contains no .yaml or .yml file');
  return names.sort().map((name) => readFile(`${folder}/${name}`));
}

function readFile(path: string): WorkflowSource {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return { name: path, yaml: decoder.decode(readFileSync(path)) };
}

function unreadable(path: string, reason: string): WorkflowError {
  const message = `Cannot read ${excerpt(path)}: ${reason}.`;
  return new WorkflowError([{ code: 'unreadable', severity: 'error', message, subject: path }]);
}

/** Thrown for workflow files without a manifest to pin, with every reason. */
export class WorkflowError extends Error {
  /** Identifies the class if `instanceof` does not, as across realms. */
  override readonly name = 'WorkflowError';
  /** At least one; without values of secrets. The message has a line for each. */
  readonly problems: readonly Reported[];

  /** @param problems at least one */
  constructor(problems: readonly Reported[]) {
    super([...new Set(problems.map(findingLine))].join('\n'));
    this.problems = problems;
  }
}
