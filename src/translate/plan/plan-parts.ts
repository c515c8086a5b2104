import type { Service } from 'kubernetes-types/core/v1.js';
import type { DecodeProblem } from '../options/decoders.ts';
import { buildNamespace, isPerOrganization } from '../resources/namespace.ts';
import { isService, uuidOf } from '../resources/object-names.ts';
import { buildPersistentVolumeClaim } from '../resources/persistent-volume-claim.ts';
import { buildPod } from '../resources/pod.ts';
import {
  buildRegistrySecret,
  buildStepSecret,
  needsRegistrySecret,
  needsStepSecret,
} from '../resources/secrets.ts';
import { buildHeadlessService, buildService } from '../resources/service.ts';
import { type ObjectInput, type ServiceHost, stepInput } from '../resources/step-input.ts';
import { atPath, TranslationError, tryTranslate } from '../resources/translation-error.ts';
import { tearDown } from './tear-down.ts';
import type { PlacedStep, WorkflowInput } from './workflow-input.ts';
import {
  type Create,
  createIn,
  type KubernetesObject,
  type StepPlan,
  type TeardownEntry,
} from './workflow-plan.ts';

/** A plan with its setup only; each walk over the rest makes it again, and keeps none of it. */
export interface PlanParts {
  readonly setup: Setup;
  readonly steps: Iterable<StartedStep>;
  readonly teardown: Iterable<TeardownEntry>;
}

/** Plans a workflow. After a failed setup there is nothing else. */
export function planParts(input: WorkflowInput): PlanParts {
  const setup = setUp(input);
  if (setup.failure !== undefined) return { setup, steps: [], teardown: [] };
  return {
    setup,
    steps: { [Symbol.iterator]: () => startSteps(input, setup) },
    teardown: { [Symbol.iterator]: () => tearDown(input) },
  };
}

function* startSteps(input: WorkflowInput, { objects, hosts }: Setup): Generator<StartedStep> {
  const create = createIn(objects);
  for (const placed of input.steps) yield startStep(placed, hosts, input, create);
}

/** The objects of the setup of a workflow before it ended or failed. */
interface Setup {
  readonly objects: readonly KubernetesObject[];
  readonly failure: TranslationError | undefined;
  /** The hosts that replace the extra hosts of every step, if the release does that. */
  readonly hosts: readonly ServiceHost[] | undefined;
}

function setUp(input: WorkflowInput): Setup {
  const { objects, create } = creation(createIn(), input);
  const { made: hosts, failure } = tryTranslate(() => {
    if (input.fault !== undefined) throw input.fault;
    createWorkflowObjects(input, create);
    return input.features.perStepServices ? createServices(input, create) : undefined;
  });
  return { objects, hosts, failure };
}

const FIRST_STEP = '/pipeline/0/steps/0';

function createWorkflowObjects(input: WorkflowInput, create: Create): void {
  const { agent, features, firstStep, volume } = input;
  const own = () => noted(input, input, firstStep?.path ?? FIRST_STEP);
  if (features.firstStepOrganization && firstStep === undefined) {
    throw new TranslationError('panic', '/pipeline', 'The agent crashes on a workflow without a first step.');
  }
  if (features.volumeObjectShape && volume === undefined) {
    throw new TranslationError('panic', '/volume', 'The agent crashes on a workflow without a volume.');
  }
  if (isPerOrganization(agent, features)) create(buildNamespace(own()));
  create(buildPersistentVolumeClaim(volume ?? '', own()));
  if (features.headlessService) create(buildHeadlessService(own()));
}

/** One Service for each service, and the host alias under which every step finds it. */
function createServices(input: WorkflowInput, create: Create): ServiceHost[] {
  const { steps, features, serviceAddress: address = defaultServiceAddress } = input;
  const services: PlacedStep[] = [];
  for (const placed of steps) if (isService(placed.step, features)) services.push(placed);
  return services.map((placed, index) => {
    const service = atPath(placed.path, () => {
      const made = buildService(placed.step, noted(input, input, placed.path));
      create(made);
      return made;
    });
    return { name: aliasOf(placed), ip: address(service, index + 1), path: placed.path };
  });
}

function defaultServiceAddress(_service: Service, n: number): string {
  return `10.96.0.${n}`;
}

function aliasOf({ step, path }: PlacedStep): string {
  const alias = step.networks?.[0]?.aliases?.[0];
  if (alias !== undefined) return alias;
  const message = `The agent crashes because the service ${step.name} has no alias in a network.`;
  throw new TranslationError('panic', `${path}/networks`, message);
}

/** The plan of starting one step, and the causes of its errors. */
export interface StartedStep {
  /** JSON Pointer to the step. */
  readonly path: string;
  readonly plan: StepPlan;
  readonly failure: TranslationError | undefined;
  readonly optionProblems: readonly DecodeProblem[];
}

/** Starts a step as the agent does: decode the options, make the secrets, make the Pod. */
export function startStep(
  { step, path }: PlacedStep,
  hosts: readonly ServiceHost[] | undefined,
  workflow: WorkflowInput,
  createObject: Create,
): StartedStep {
  const { input, problems: optionProblems } = stepInput(step, workflow, hosts);
  const { objects, create } = creation(createObject, workflow);
  const optionsError = optionProblems.length > 0 ? ({ optionsError: true } as const) : undefined;
  const uuid = uuidOf(step);
  let isPodBegun = false;
  const { failure } = tryTranslate(() => {
    if (needsRegistrySecret(step)) create(buildRegistrySecret(noted(input, workflow, path)));
    if (needsStepSecret(step, workflow.features)) create(buildStepSecret(noted(input, workflow, path)));
    isPodBegun = true;
    create(buildPod(noted(input, workflow, path)));
  });
  if (failure !== undefined && !isPodBegun && workflow.noteTaker !== undefined)
    tryTranslate(() => buildPod(noted(input, workflow, path)));
  const error = failure && { error: failure.code };
  return { path, plan: { uuid, objects, ...error, ...optionsError }, failure, optionProblems };
}

/** Makes objects in a cluster, lists them, and ends their notes. */
function creation(createObject: Create, { noteTaker }: WorkflowInput) {
  const objects: KubernetesObject[] = [];
  const create: Create = (object) => {
    createObject(object);
    objects.push(object);
    noteTaker?.made(object);
  };
  return { objects, create };
}

/** The input of an object, with notes if a caller asks for them. */
function noted<Input extends ObjectInput>(input: Input, { noteTaker }: WorkflowInput, step: string): Input {
  return noteTaker === undefined ? input : { ...input, notes: noteTaker.begin(step) };
}
