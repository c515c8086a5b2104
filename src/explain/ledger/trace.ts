import { pointerTo } from '../../base/json/json-pointer.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import { type VariableOption, variableName } from '../../translate/agent/variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { Step } from '../../translate/model/step.ts';
import type { DecodeProblem } from '../../translate/options/decoders.ts';
import { planInput } from '../../translate/plan/plan-workflow.ts';
import { type WorkflowInput, workflowInput } from '../../translate/plan/workflow-input.ts';
import type { KubernetesObject, StepPlan, WorkflowPlan } from '../../translate/plan/workflow-plan.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import type { ReasonCode } from '../../translate/provenance/reasons.ts';
import { type StepInput, stepInput, type TranslationContext } from '../../translate/resources/step-input.ts';
import { isService } from '../../translate/resources/step-names.ts';
import { type OptionTree, optionTree } from './option-tree.ts';
import { type StepUses, stepUses } from './step-uses.ts';

/** A planned workflow with all that telling the origin of its fields needs. */
export interface WorkflowTrace {
  readonly workflow: CompiledWorkflow;
  readonly input: WorkflowInput;
  readonly plan: WorkflowPlan;
  readonly diagnostics: readonly Diagnostic[];
  /** Those of them that stop something. */
  readonly failures: readonly Diagnostic[];
  readonly steps: readonly StepTrace[];
  /** The steps for which the setup makes a Service each, in order. */
  readonly services: readonly StepTrace[];
  /** These Services, by their objects. */
  readonly stepOfService: ReadonlyMap<KubernetesObject, StepTrace>;
}

export interface StepTrace {
  /** The step as it was written. */
  readonly step: Step;
  readonly path: string;
  readonly input: StepInput;
  readonly options: OptionTree;
  readonly optionsPath: string;
  readonly problems: readonly DecodeProblem[];
  readonly problemPaths: ReadonlySet<string>;
  /** Absent after a failed setup. */
  readonly plan: StepPlan | undefined;
  readonly index: number;
  readonly uses: StepUses;
  /** Why the step does not start. */
  readonly failure: Diagnostic | undefined;
}

/** Why a field has its value; the first origin decides. */
export interface Explained {
  readonly from: readonly [Origin, ...Origin[]];
  readonly reason: ReasonCode;
  /** The origin's own key is the value, so that it stands there as written. */
  readonly isKey?: true;
}

export function traceWorkflow(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
): WorkflowTrace {
  const input = workflowInput(workflow, agent, context);
  const { plan, diagnostics } = planInput(input);
  const failures = diagnostics.filter(({ code }) => code !== 'option-not-decoded');
  const firstFailures = new Map(failures.toReversed().map((failure) => [stepPathOf(failure.path), failure]));
  const steps = input.steps.map(({ step, path }, index): StepTrace => {
    const { input: own, problems } = stepInput(step, input);
    const options = optionTree(step.backend_options?.['kubernetes'], input.features);
    const optionsPath = `${path}/backend_options/kubernetes`;
    const uses = stepUses(own);
    const failure = firstFailures.get(path);
    const problemPaths = new Set(problems.map(({ path: at }) => at));
    const made = { plan: plan.steps[index], index, uses, failure };
    return { step, path, input: own, options, optionsPath, problems, problemPaths, ...made };
  });
  const services = input.features.perStepServices
    ? steps.filter(({ step }) => isService(step, input.features))
    : [];
  const objects = plan.setup.filter(({ kind }) => kind === 'Service');
  const stepOfService = new Map(
    services.flatMap((step, index) => {
      const object = objects[index];
      return object === undefined ? [] : [[object, step] as const];
    }),
  );
  return { workflow, input, plan, diagnostics, failures, steps, services, stepOfService };
}

/** The pointer to the step in which a pointer leads. */
export function stepPathOf(pointer: string): string {
  return pointer.split('/', 5).join('/');
}

export function explained(reason: ReasonCode, first: Origin, ...others: readonly Origin[]): Explained {
  return { from: [first, ...others], reason };
}

const BUILT_IN: Origin = { source: 'built-in', path: '' };

export function fixed(reason: ReasonCode = 'fixed-value'): Explained {
  return { from: [BUILT_IN], reason };
}

/** A field of a step; the path is a JSON Pointer into the step. */
export function stepField({ path }: StepTrace, pointer: string): Origin {
  return { source: 'step-field', path: path + pointer };
}

/** An option of a step, by its place after decoding. */
export function stepOption({ options, optionsPath }: StepTrace, option: string): Origin {
  return { source: 'step-option', path: optionsPath + options.writtenAt(option) };
}

export function variable(option: VariableOption, ...tokens: readonly (string | number)[]): Origin {
  const path = tokens.reduce<string>(pointerTo, pointerTo('', variableName(option)));
  return { source: 'agent-variable', path };
}

export function platform(name: 'taskUuid' | 'os' | 'serviceAddress'): Origin {
  return { source: 'platform', path: `/${name}` };
}
