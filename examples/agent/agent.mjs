// @ts-check
/*
 * Runs a workflow on a cluster as an agent does: creates the objects of its plan in order, waits for each step, and
 * deletes everything at the end. The cluster is the current one of the kubeconfig; the variables
 * WOODPECKER_BACKEND_K8S_* of the environment are those of the agent.
 *
 *   node agent.mjs .woodpecker/build.yaml
 */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiException, KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import { planFiles, toClientObject } from 'podwright';

const KINDS = {
  pods: 'Pod',
  secrets: 'Secret',
  services: 'Service',
  persistentvolumeclaims: 'PersistentVolumeClaim',
};

/** What this run created. Ids are made from names: what was there before may belong to another run. */
const created = new Set();

const kubeConfig = new KubeConfig();
kubeConfig.loadFromDefault();
const api = KubernetesObjectApi.makeApiClient(kubeConfig);

const [file = '.woodpecker.yaml'] = process.argv.slice(2);
const yaml = readFileSync(file, 'utf8');
const { workflows, findings } = planFiles(yaml, { release: '3.17', agent: process.env });
for (const { severity, message } of findings) console.error(`${severity}: ${message}`);
for (const workflow of workflows) await run(workflow);

/** @param {import('podwright').PlannedWorkflow} workflow */
async function run({ plan, config }) {
  const steps = (config.pipeline ?? []).flatMap((stage) => stage.steps ?? []);
  try {
    for (const object of plan.setup) await create(object);
    if (plan.setupError) throw new Error(`The workflow cannot be set up: ${plan.setupError}`);
    for (const [index, { objects, error }] of plan.steps.entries()) {
      for (const object of objects) await create(object);
      if (error) throw new Error(`The step ${steps[index]?.name} cannot be started: ${error}`);
      if (!steps[index]?.detach) await end(objects.at(-1));
    }
  } finally {
    for (const entry of plan.teardown) await remove(entry);
  }
}

/** @param {import('podwright').KubernetesObject} object */
async function create(object) {
  try {
    await api.create(toClientObject(object));
  } catch (error) {
    // Namespaces outlive the workflows that make them.
    if (object.kind === 'Namespace' && isStatus(error, 409)) return;
    throw error;
  }
  created.add(`${object.kind} ${object.metadata?.name}`);
  console.log(`created ${object.kind} ${object.metadata?.name}`);
}

/** @param {any} pod the last object of a step */
async function end(pod) {
  for (;;) {
    const { status } = /** @type {import('@kubernetes/client-node').V1Pod} */ (await api.read(pod));
    if (status?.phase === 'Succeeded') return;
    if (status?.phase === 'Failed') throw new Error(`The Pod ${pod.metadata.name} failed`);
    await wait(1000);
  }
}

/** @param {import('podwright').TeardownEntry} entry */
async function remove(entry) {
  if ('error' in entry) return;
  const { resource, namespace, name, gracePeriodSeconds, propagationPolicy } = entry;
  const object = { apiVersion: 'v1', kind: KINDS[resource], metadata: { namespace, name } };
  if (!created.has(`${object.kind} ${name}`)) return;
  try {
    await api.delete(object, undefined, undefined, gracePeriodSeconds, undefined, propagationPolicy);
    console.log(`deleted ${object.kind} ${name}`);
  } catch (error) {
    // Somebody else may have deleted it.
    if (!isStatus(error, 404)) throw error;
  }
}

/**
 * @param {unknown} error
 * @param {number} code
 */
function isStatus(error, code) {
  return error instanceof ApiException && error.code === code;
}
