// @ts-check
/*
 * Creates the Pod of one step with @kubernetes/client-node, in the current cluster of the kubeconfig.
 *
 *   node create-pod.mjs alpine 'echo hello'
 */
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { makePod, resolveAgentOptions, toClientObject } from 'podwright';

const [image = 'alpine', ...commands] = process.argv.slice(2);
const kubeConfig = new KubeConfig();
kubeConfig.loadFromDefault();
const api = kubeConfig.makeApiClient(CoreV1Api);

const agent = resolveAgentOptions({ release: '3.17', namespace: 'ci' });
/** @type {import('podwright').Step} */
const step = {
  name: 'hello',
  image,
  commands,
  environment: {},
  backend_options: { kubernetes: { resources: { limits: { memory: '128Mi' } } } },
};
const pod = toClientObject(makePod(step, agent));
const { metadata } = await api.createNamespacedPod({ namespace: agent.namespace, body: pod });
console.log(`created Pod ${metadata?.namespace}/${metadata?.name}`);
