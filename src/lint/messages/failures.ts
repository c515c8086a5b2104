import { message } from '../../diagnostics/diagnostic.ts';

type Named = { readonly name: string };

/** On what the agent fails, and on what it crashes with every workflow that it runs. */
export const failureMessages = {
  'step-name-invalid': message<Named>(
    'error',
    ({ name }) =>
      `The step does not start, as agents up to 3.16 can make no label of ${name}: use letters, digits, "-" and blanks, with a letter or digit at both ends.`,
  ),
  'service-unnameable': message<Named & { readonly stopped: string }>(
    'error',
    ({ name, stopped }) =>
      `Agents up to 3.16 can make no DNS name of the service ${name}: ${stopped}, and the volume is left behind. Use letters, digits and "-".`,
  ),
  'step-uuid-invalid': message<Named>(
    'error',
    ({ name }) =>
      `The step does not start, as no Pod name can be made of its id ${name}: use letters, digits and "-", as the server's ids do.`,
  ),
  'workflow-label-invalid': message<Named & { readonly value: string }>(
    'error',
    ({ name, value }) =>
      `No step starts, as agents of 3.5 to 3.16 can make no label value of ${name}=${value}: rename the repository or branch so that it begins and ends with a letter or digit, or update to 3.17.`,
  ),
  'task-uuid-invalid': message<Named>(
    'error',
    ({ name }) =>
      `The workflow is not set up, as no DNS name can be made of its id ${name}: use a number, as the server does.`,
  ),
  'task-uuid-label-invalid': message<Named>(
    'error',
    ({ name }) =>
      `The API server refuses the id of the run ${name} in labels (3.10 and later) or in the name of the headless Service (3.13 and later): use a number, as the server does.`,
  ),
  'volume-unnameable': message<Named>(
    'error',
    ({ name }) =>
      `The step does not start, as no claim can be named ${name}: volumes here are claims, not paths of a host. Write claim:/path with a claim of letters, digits and "-".`,
  ),
  'workflow-volume-invalid': message<Named>(
    'error',
    ({ name }) =>
      `The workflow is not set up, as no claim can be named ${name}: use letters, digits, "-" and "_" for \`volume\`.`,
  ),
  'secret-file-name-invalid': message<Named>(
    'error',
    ({ name }) =>
      `The step does not start, as no volume can be named after the Secret ${name}: use the name of a Secret, in lower case.`,
  ),
  'resource-not-quantity': message<{ readonly resource: string; readonly quantity: string }>(
    'error',
    ({ resource, quantity }) =>
      `The step does not start, as ${quantity} is no quantity of ${resource}: write a number with an optional suffix, such as 500m, 2 or 1.5Gi (K is written k, MB is M).`,
  ),
  'image-invalid': message<{ readonly image: string }>(
    'error',
    ({ image }) =>
      `The step does not start, as the registry of ${image} cannot be told: write it like registry.example.com/team/tool:1.2, in lower case and without a scheme.`,
  ),
  'service-without-ports': message<Named>(
    'error',
    ({ name }) =>
      `The workflow is not set up, as up to 3.12 ${name} needs a port, like every service and detached step: add \`ports\`, or update to 3.13.`,
  ),
  'object-exists': message<{ readonly detail: string }>('error', ({ detail }) => detail),
  'value-not-decoded': message<{ readonly detail: string }>(
    'error',
    ({ detail }) => `No agent can decode the workflow: ${detail}`,
  ),
  'volume-size-crash': message<{ readonly variable: string; readonly size: string }>(
    'error',
    ({ variable, size }) =>
      `The agent crashes, with every workflow that it runs, as ${variable}=${size} is no quantity: write a number with an optional suffix, such as 10G or 512Mi.`,
  ),
  'workflow-empty-crash': message(
    'error',
    () =>
      'The agent crashes, with every workflow that it runs, on a workflow without a first step: add a step to the first stage.',
  ),
  'volume-missing-crash': message(
    'error',
    () =>
      'The agent crashes, with every workflow that it runs, on a workflow without a volume (up to 3.8): add `volume`.',
  ),
  'service-alias-crash': message<Named>(
    'error',
    ({ name }) =>
      `The agent crashes, with every workflow that it runs, as up to 3.12 the service ${name} needs an alias in its first network: add \`networks: [{ name, aliases: [...] }]\`.`,
  ),
  'platform-crash': message<{ readonly platform: string }>(
    'error',
    ({ platform }) =>
      `The agent crashes, with every workflow that it runs, on CI_SYSTEM_PLATFORM=${platform}: write os/architecture, such as linux/amd64.`,
  ),
  'environment-crash': message<{ readonly step: string }>(
    'error',
    ({ step }) =>
      `The agent crashes, with every workflow that it runs, as ${step} has commands and its environment is null: write an empty map.`,
  ),
};
