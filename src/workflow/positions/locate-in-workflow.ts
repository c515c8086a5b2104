import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { LocateInStep } from './locate.ts';

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
