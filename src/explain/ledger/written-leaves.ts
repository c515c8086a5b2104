import { isWithin, type Leaf, leavesOf } from '../../base/json/leaves.ts';
import type { DecisionSource } from '../../translate/provenance/origin.ts';
import type { StepTrace, WorkflowTrace } from './trace.ts';

/** A leaf of the compiled workflow. */
export interface WrittenLeaf extends Leaf {
  readonly source: DecisionSource;
  /** The step that it is in; the tokens lead into the step, and those of an option into the options. */
  readonly step: StepTrace | undefined;
}

/** The leaves of the compiled workflow, those of the options last. */
export function writtenLeaves({ workflow, steps }: WorkflowTrace): WrittenLeaf[] {
  const byPath = new Map(steps.map((step) => [step.path.slice(1), step]));
  const fields = leavesOf(workflow).flatMap((leaf): WrittenLeaf[] => {
    const step = byPath.get(leaf.tokens.slice(0, 4).join('/'));
    if (step === undefined) return [{ ...leaf, source: 'workflow-field', step }];
    if (isWithin(leaf.path, step.optionsPath)) return [];
    const tokens = leaf.tokens.slice(4);
    const isPlatform = tokens.join('/') === 'environment/CI_SYSTEM_PLATFORM';
    return [{ ...leaf, tokens, source: isPlatform ? 'platform' : 'step-field', step }];
  });
  const options = steps.flatMap((step) =>
    leavesOf(step.step.backend_options?.['kubernetes'], step.optionsPath).map(
      (leaf): WrittenLeaf => ({ ...leaf, source: 'step-option', step }),
    ),
  );
  return [...fields, ...options];
}
