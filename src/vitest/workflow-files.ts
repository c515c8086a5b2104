import { readdirSync, readFileSync, statSync } from 'node:fs';
import { excerpt } from '../text/excerpt.ts';
import type { WorkflowSource } from '../workflow/types.ts';
import { WorkflowError } from './workflow-error.ts';

/**
 * Workflow files: the path of a file, or of a folder such as `.woodpecker`; a text with a line break, which is taken
 * for a workflow itself; or files by name and text.
 */
export type WorkflowFiles = string | readonly WorkflowSource[];

/** Name of a workflow given as text: the one that a server looks for. */
const NAME_OF_TEXT = '.woodpecker.yaml';

/** Throws {@link WorkflowError} for what cannot be read. */
export function readWorkflowFiles(files: WorkflowFiles): readonly WorkflowSource[] {
  if (typeof files !== 'string') return files;
  if (/[\r\n]/.test(files)) return [{ name: NAME_OF_TEXT, yaml: files }];
  if (!statSync(files, { throwIfNoEntry: false })?.isDirectory()) return [readFile(files)];
  const folder = files.replace(/\/+$/, '');
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  if (names.length === 0) throw unreadable(files, 'the folder holds no .yaml or .yml file');
  return names.sort().map((name) => readFile(`${folder}/${name}`));
}

function readFile(path: string): WorkflowSource {
  try {
    return { name: path, yaml: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const hint = '; a workflow that is given as text has a line break in it';
    throw unreadable(path, code === 'ENOENT' ? `there is no such file${hint}` : message);
  }
}

function unreadable(path: string, reason: string): WorkflowError {
  const message = `Cannot read ${excerpt(path)}: ${reason}.`;
  return new WorkflowError([{ code: 'unreadable', severity: 'error', message, subject: path }]);
}
