import { sentence } from '../../base/text/sentence.ts';
import { message } from '../../diagnostics/diagnostic.ts';

type Step = { readonly step: string };
type Variable = { readonly name: string };

/** Commands, environment and secrets of the container. */
export const containerMessages = {
  'entrypoint-hides-commands': message<Step>(
    'warning',
    ({ step }) =>
      `The entrypoint of ${step} replaces the command that runs its \`commands\`, which then run only if it runs the script in CI_SCRIPT: remove one of the two.`,
  ),
  'field-ignored': message<{ readonly field: string; readonly instead: string }>(
    'warning',
    ({ field, instead }) => `The Kubernetes backend ignores \`${field}\`: ${instead}.`,
  ),
  'script-os-mismatch': message<{ readonly agent: string; readonly node: string }>(
    'error',
    ({ agent, node }) =>
      `The agent writes scripts for ${agent}, its own operating system, but the Pod runs on ${node} nodes: use an agent that runs on ${node}.`,
  ),
  'script-variable-set': message<Variable>(
    'warning',
    ({ name }) =>
      `The variable ${name} has no effect, as the script of the commands sets it: use another name.`,
  ),
  'script-variable-mapped': message<Variable>(
    'error',
    ({ name }) =>
      `The variable ${name} comes from a secret, which takes the place of the script that runs the commands: use another name.`,
  ),
  'secret-variable-repeated': message<Variable>(
    'warning',
    ({ name }) =>
      `The variable ${name} is set twice, and the one from the Kubernetes secret counts: remove one, or give it another name in \`target.env\`.`,
  ),
  'environment-name-invalid': message<Variable>(
    'error',
    ({ name }) =>
      `The API server refuses an environment variable named ${name}: names are not empty, and are printable ASCII without "=".`,
  ),
  'secret-variable-name-invalid': message<Variable>(
    'error',
    ({ name }) =>
      `The API server refuses the Secret of the step, as ${name} is no key of one: from 3.9 on variables from secrets have names of letters, digits, "-", "_" and ".".`,
  ),
  'environment-expanded': message<Variable & { readonly references: string }>(
    'warning',
    ({ name, references }) =>
      `The kubelet replaces ${references} in the value of ${name} by the variable of that name: write $$(NAME) to keep the text.`,
  ),
  'plugin-settings-unused': message<Step>(
    'warning',
    ({ step }) =>
      `${sentence(step)} has settings of a plugin, but runs other commands than the plugin's own, so nothing reads them: remove \`commands\` and \`entrypoint\`, or the settings.`,
  ),
  'init-container-added': message<Step & { readonly directory: string }>(
    'info',
    ({ step, directory }) =>
      `${sentence(step)} gets an init container that makes ${directory}, as it runs as a stated user: its image has to be pulled for every run.`,
  ),
  'init-container-name-too-long': message<{ readonly length: number }>(
    'error',
    ({ length }) =>
      `The API server refuses the name of the init container with ${length} characters, as it takes 63: shorten the name of the service.`,
  ),
  'secret-value-in-pod': message<Step & { readonly names: string }>(
    'info',
    ({ step, names }) =>
      `Up to 3.8 the Pod of ${step} holds the values of its secrets (${names}) in plain text, for everyone who may read Pods: update to 3.9, where they move to a Secret.`,
  ),
  'secret-exposed-whole': message<{ readonly secret: string }>(
    'error',
    ({ secret }) =>
      `The agent cannot read the target, so that every key of the Secret ${secret} becomes an environment variable: write \`target: { env: NAME }\` or \`target: { file: /path }\`.`,
  ),
  'secret-key-missing': message<{ readonly secret: string }>(
    'error',
    ({ secret }) => `The API server refuses a variable from the Secret ${secret} without a key: add \`key\`.`,
  ),
  'native-secret-unnamed': message(
    'error',
    () => 'The API server refuses a reference to a Secret without a name: add `name`.',
  ),
  'secret-target-twice': message<{ readonly secret: string }>(
    'warning',
    ({ secret }) =>
      `The Secret ${secret} becomes a file and no variable, as \`target.file\` wins over \`target.env\`: list it twice for both.`,
  ),
  'credentials-incomplete': message<Step>(
    'warning',
    ({ step }) =>
      `The agent makes no registry secret for ${step}, as it takes both a user name and a password: add the missing one.`,
  ),
};
