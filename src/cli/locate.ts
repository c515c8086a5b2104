import type { SourceRange } from '../diagnostics/diagnostic.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import { tokensOf } from '../model/json-pointer.ts';
import type { LocateInStep } from '../workflow/locate.ts';
import { scanJson } from './json-scan.ts';
import { positionOf } from './text-position.ts';

/** Finds where the user wrote what a JSON Pointer into the compiled workflow leads to; undefined where that is not known. */
export type Locate = (pointer: string) => SourceRange | undefined;

/** Finds places in the workflow file from which the workflow was compiled. */
export function locateInYaml(workflow: CompiledWorkflow, locate: LocateInStep): Locate {
  return (pointer) => {
    const [, stage, index, rest = ''] = /^\/pipeline\/(\d+)\/steps\/(\d+)(\/.*)?$/s.exec(pointer) ?? [];
    const uuid = workflow.pipeline?.[Number(stage)]?.steps?.[Number(index)]?.uuid;
    return uuid === undefined ? undefined : locate(uuid, rest);
  };
}

/**
 * Finds places in a JSON text, below the value that `parent` points to. What is not there itself is found by what it
 * would stand in.
 */
export function locateInJson(text: string, file: string, parent: string): Locate {
  return (pointer) => {
    const wanted = tokensOf(parent + pointer);
    let deepest = 0;
    let found = 0;
    scanJson(text, (path, offset) => {
      if (path.length < deepest || path.length > wanted.length) return;
      if (path.some((token, depth) => String(token) !== wanted[depth])) return;
      deepest = path.length;
      found = offset;
    });
    const start = positionOf(text, found);
    return { file, start, end: start };
  };
}
