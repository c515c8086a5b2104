import { message } from '../../diagnostics/diagnostic.ts';

type Variable = { readonly variable: string };

/** What is odd in the options of the agent. */
export const agentSideMessages = {
  'agent-bool-empty': message<Variable>(
    'warning',
    ({ variable }) =>
      `${variable} is set but empty, which means false even though the default is true: write true or false, or unset it.`,
  ),
  'pull-secret-untrimmed': message<Variable & { readonly name: string }>(
    'error',
    ({ variable, name }) =>
      `An agent of 3.9 keeps the blanks around ${name} in ${variable}, so no Secret of that name is found: remove them; other releases trim them.`,
  ),
  'pull-secret-empty': message<Variable>(
    'warning',
    ({ variable }) =>
      `An item of ${variable} is empty and becomes a reference without a name: remove the comma that is too many.`,
  ),
  'agent-toleration-seconds-ignored': message<Variable>(
    'warning',
    ({ variable }) =>
      `Agents of 3.9 to 3.12 read the keys of ${variable} in lower case only, so \`tolerationSeconds\` is ignored: write \`tolerationseconds\`, or update to 3.13.`,
  ),
  'agent-yaml-rewritten': message<Variable & { readonly entry: string; readonly written: string }>(
    'warning',
    ({ variable, entry, written }) =>
      `From 3.13 on ${variable} is read as YAML 1.1, so ${entry} becomes ${written}: put both key and value in quotes.`,
  ),
  'agent-yaml-repeated-key': message<Variable>(
    'warning',
    ({ variable }) =>
      `${variable} has a key twice, of which the last counts; agents up to 3.12 do not start with it: remove one.`,
  ),
  'agent-label-invalid': message<Variable & { readonly key: string }>(
    'error',
    ({ variable, key }) =>
      `The API server refuses every Pod for the label ${key} in ${variable}: keys and values are at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends; a key may have a DNS name and a slash in front.`,
  ),
  'agent-toleration-invalid': message<Variable & { readonly problem: string }>(
    'error',
    ({ variable, problem }) =>
      `The API server refuses every Pod that has the tolerations of ${variable}: ${problem}.`,
  ),
  'volume-size-not-positive': message<Variable & { readonly size: string }>(
    'error',
    ({ variable, size }) =>
      `The API server refuses the volume, as ${variable}=${size} is not above 0: write a size such as 10G.`,
  ),
  'stop-timeout-negative': message<Variable & { readonly seconds: number }>(
    'error',
    ({ variable, seconds }) =>
      `The agent sends ${variable}=${seconds} as grace period of every delete, and the API server refuses one below 0: write 0 or more.`,
  ),
  'cluster-domain-fixed': message<Variable & { readonly domain: string }>(
    'warning',
    ({ variable, domain }) =>
      `${variable}=${domain} has no effect: agents before next always search services under cluster.local. In another cluster, update, or set \`dns_search\` on the steps.`,
  ),
  'agent-namespace-invalid': message<Variable & { readonly namespace: string }>(
    'error',
    ({ variable, namespace }) =>
      `The API server refuses the namespace ${namespace} of ${variable}: it takes at most 63 lower-case letters, digits and "-", with a letter or digit at both ends.`,
  ),
};
