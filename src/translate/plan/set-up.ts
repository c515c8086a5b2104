import type { Service } from 'kubernetes-types/core/v1.js';
import { buildHeadlessService } from '../resources/headless-service.ts';
import { buildNamespace } from '../resources/namespace.ts';
import { buildPersistentVolumeClaim } from '../resources/persistent-volume-claim.ts';
import { buildService } from '../resources/service.ts';
import type { ServiceHost } from '../resources/step-input.ts';
import { isPerOrganization, isService } from '../resources/step-names.ts';
import { atPath, TranslationError } from '../resources/translation-error.ts';
import type { PlacedStep } from './decoded-workflow.ts';
import { creation, noted, type WorkflowInput } from './workflow-input.ts';
import { clusterOf, type KubernetesObject } from './workflow-plan.ts';

/** The objects of the setup of a workflow before it ended or failed. */
export interface Setup {
  readonly objects: readonly KubernetesObject[];
  readonly failure: TranslationError | undefined;
  /** The hosts that replace the extra hosts of every step, if the release does that. */
  readonly hosts: readonly ServiceHost[] | undefined;
}

export function setUp(input: WorkflowInput): Setup {
  const { objects, create } = creation(clusterOf(), input);
  try {
    if (input.fault !== undefined) throw input.fault;
    createWorkflowObjects(input, create);
    const hosts = input.features.perStepServices ? createServices(input, create) : undefined;
    return { objects, failure: undefined, hosts };
  } catch (error) {
    if (error instanceof TranslationError) return { objects, failure: error, hosts: undefined };
    throw error;
  }
}

const FIRST_STEP = '/pipeline/0/steps/0';

type Create = (object: KubernetesObject) => void;

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
