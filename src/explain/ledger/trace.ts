import type { Pod } from 'kubernetes-types/core/v1.js';
import { isWithin, pointerTo } from '../../base/json/json-pointer.ts';
import { isSameJson, type Leaf, leavesOf } from '../../base/json/leaves.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  AGENT_OPTION_DEFAULTS,
  type AgentOptions,
  VARIABLE_OPTIONS,
  VARIABLE_PREFIX,
  type VariableOption,
  variableName,
} from '../../translate/agent/agent-options.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { CompiledWorkflow, Step } from '../../translate/model/compiled-workflow.ts';
import { type OptionReading, readOptions } from '../../translate/options/option-reading.ts';
import { startStep } from '../../translate/plan/plan-parts.ts';
import { planInput } from '../../translate/plan/plan-workflow.ts';
import { type WorkflowInput, workflowInput } from '../../translate/plan/workflow-input.ts';
import { createIn, type StepPlan, type WorkflowPlan } from '../../translate/plan/workflow-plan.ts';
import type { DecisionSource } from '../../translate/provenance/origin.ts';
import { type StepInput, stepInput, type TranslationContext } from '../../translate/resources/step-input.ts';
import { withWorkflowKeys } from '../../translate/schema/canonical-keys.ts';
import { type ObjectNotes, type WorkflowNotes, workflowNotes } from './object-notes.ts';

/** A planned workflow with all that the origins of its fields need. */
export interface WorkflowTrace {
  readonly workflow: CompiledWorkflow;
  readonly input: WorkflowInput;
  readonly notes: WorkflowNotes;
  readonly plan: WorkflowPlan;
  readonly diagnostics: readonly Diagnostic[];
  /** Those of them that stop something. */
  readonly failures: readonly Diagnostic[];
  readonly steps: readonly StepTrace[];
  /** The options of the step at a JSON Pointer. */
  readonly optionsOf: (stepPath: string) => OptionReading | undefined;
}

export interface StepTrace {
  /** The step as it was written. */
  readonly step: Step;
  readonly path: string;
  readonly input: StepInput;
  readonly options: OptionReading;
  readonly optionsPath: string;
  /** The place at which an option is written, by its place after decoding: `/secrets/0`. */
  readonly optionAt: (option: string) => string;
  /** The notes about its Pod, also if that is not made. */
  readonly notes: ObjectNotes | undefined;
  /** Absent after a failed setup. */
  readonly plan: StepPlan | undefined;
  readonly pod: Pod | undefined;
  readonly index: number;
  /** Why the step does not start. */
  readonly failure: Diagnostic | undefined;
}

/**
 * Plans a workflow with notes. Like planning, it throws on no workflow.
 *
 * @throws {@link AgentOptionsError} with every problem of the agent's options
 */
export function traceWorkflow(
  written: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
): WorkflowTrace {
  const workflow = withWorkflowKeys(written).value as CompiledWorkflow;
  const notes = workflowNotes();
  const input = { ...workflowInput(workflow, agent, context), noteTaker: notes.taker };
  const { plan, diagnostics } = planInput(input);
  const hosts = input.features.perStepServices ? [] : undefined;
  // The notes of a workflow that is not set up describe its steps as if it were.
  if (plan.setupError !== undefined)
    for (const step of input.steps) startStep(step, hosts, input, createIn());
  const failures = diagnostics.filter(({ code }) => code !== 'option-not-decoded');
  const firstFailures = new Map(failures.toReversed().map((failure) => [stepPathOf(failure.path), failure]));
  // Of the notes about a step those about its Pod are the last.
  const podNotes = new Map(notes.all.map((taken) => [taken.step, taken]));
  const steps = input.steps.map(({ step, path }, index): StepTrace => {
    const options = readOptions(step.backend_options?.['kubernetes'], input.features);
    const { input: own } = stepInput(step, input, hosts, options);
    const optionsPath = `${path}/backend_options/kubernetes`;
    const made = plan.steps[index];
    return {
      step,
      path,
      input: own,
      options,
      optionsPath,
      optionAt: (option) => optionsPath + options.writtenAt(option),
      notes: podNotes.get(path),
      plan: made,
      pod: made?.objects.find((object): object is Pod => object.kind === 'Pod'),
      index,
      failure: firstFailures.get(path),
    };
  });
  const readings = new Map(steps.map(({ path, options }) => [path, options]));
  const optionsOf = (path: string) => readings.get(path);
  return { workflow, input, notes, plan, diagnostics, failures, steps, optionsOf };
}

/** The pointer to the step in which a pointer leads. */
export function stepPathOf(pointer: string): string {
  return pointer.split('/', 5).join('/');
}

export interface WrittenLeaf extends Leaf {
  readonly source: DecisionSource;
  /** The step that it is in; the tokens lead into the step, and those of an option into the options. */
  readonly step: StepTrace | undefined;
}

/** The leaves of the compiled workflow, those of the options last. */
export function writtenLeaves({ workflow, steps }: WorkflowTrace): WrittenLeaf[] {
  const byPath = new Map(steps.map((step) => [step.path, step]));
  let step: StepTrace | undefined;
  const fields = leavesOf(workflow).flatMap((leaf): WrittenLeaf[] => {
    const { path, value } = leaf;
    // The leaves of a step follow each other.
    if (step === undefined || !isWithin(path, step.path)) step = byPath.get(stepPathOf(path));
    if (step === undefined) return [{ ...leaf, source: 'workflow-field', step }];
    if (isWithin(path, step.optionsPath)) return [];
    const source = path === `${step.path}/environment/CI_SYSTEM_PLATFORM` ? 'platform' : 'step-field';
    return [{ path, tokens: leaf.tokens.slice(4), value, source, step }];
  });
  const options = steps.flatMap((step) =>
    leavesOf(step.step.backend_options?.['kubernetes'], step.optionsPath).map(
      (leaf): WrittenLeaf => ({ ...leaf, source: 'step-option', step }),
    ),
  );
  return [...fields, ...options];
}

/** A leaf of the decoded value of an agent variable. */
export interface AgentLeaf extends Leaf {
  /** Absent for a variable of the backend's prefix that no release knows. */
  readonly option: VariableOption | undefined;
}

/**
 * The settings of the operator: every option that differs from its default, and, if the environment is given, also the
 * variables in it that state the default or that no release knows.
 */
export function agentLeaves(agent: AgentOptions, environment: AgentEnvironment = {}): AgentLeaf[] {
  const known = VARIABLE_OPTIONS.flatMap((option) => {
    const name = variableName(option);
    const isSet = Object.hasOwn(environment, name) && environment[name] !== undefined;
    const isDifferent = !isSameJson(agent[option], AGENT_OPTION_DEFAULTS[option]);
    if (!isSet && !isDifferent) return [];
    const value = agent[option] ?? null;
    return leavesOf(value, pointerTo('', name)).map((leaf) => ({ ...leaf, option }));
  });
  return [...known, ...unknownLeaves(environment)];
}

function unknownLeaves(environment: AgentEnvironment): AgentLeaf[] {
  const known = new Set(VARIABLE_OPTIONS.map(variableName));
  return Object.keys(environment)
    .filter((name) => name.startsWith(VARIABLE_PREFIX) && !known.has(name) && environment[name] !== undefined)
    .map((name) => ({ path: pointerTo('', name), tokens: [], value: environment[name], option: undefined }));
}
