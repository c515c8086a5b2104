import fc from 'fast-check';
import { describe } from 'vitest';
import {
  type AgentEnvironment,
  type AgentOptionsInput,
  agentOptionsFromEnv,
  agentOptionsWithoutEffect,
  makePod,
  RELEASES,
  readAgentEnvironment,
  resolveAgentOptions,
} from '../../src/index.ts';
import { AGENT_VARIABLES, VARIABLE_OPTIONS, variableName } from '../../src/translate/agent/agent-options.ts';
import { agentOptions, text } from '../support/arbitraries.ts';
import { fuzz } from '../support/fuzz.ts';
import { anyJson, nearly } from '../support/hostile-json.ts';
import { anyText, mutated } from '../support/hostile-text.ts';
import { recordedEnvironments } from '../support/recorded-inputs.ts';

const release = fc.constantFrom(...RELEASES);
const someOptions = fc.oneof(anyJson, nearly(agentOptions));

describe('any JSON value as the options of an agent', () => {
  fuzz('is answered by resolveAgentOptions, with options that make a Pod', {
    share: 0.7,
    inputs: someOptions,
    answer: (options) =>
      makePod({ name: 'a', image: 'b' }, resolveAgentOptions(options as AgentOptionsInput)),
  });
  fuzz('is answered by agentOptionsWithoutEffect', {
    share: 0.3,
    inputs: someOptions,
    answer: (options) => agentOptionsWithoutEffect(options as AgentOptionsInput),
  });
});

const TREES = VARIABLE_OPTIONS.filter((option) =>
  ['textMap', 'tolerations', 'affinity'].includes(AGENT_VARIABLES[option].kind),
);
const treeTexts = recordedEnvironments.flatMap((env) =>
  TREES.flatMap((option) => env[variableName(option)] ?? []),
);
const variable = fc.constantFrom(...VARIABLE_OPTIONS.map(variableName));
const tree = fc.constantFrom(...TREES.map(variableName));
const someEnvironment = fc.oneof(
  anyJson,
  fc.dictionary(variable, fc.oneof(text, anyText)),
  fc.dictionary(tree, mutated(treeTexts), { minKeys: 1 }),
  nearly(fc.constantFrom(...recordedEnvironments)),
);

describe("any JSON value as an agent's environment", () => {
  fuzz('is answered by agentOptionsFromEnv', {
    share: 0.7,
    inputs: fc.tuple(someEnvironment, release),
    answer: ([env, of]) => agentOptionsFromEnv(env as AgentEnvironment, { release: of }),
  });
  fuzz('is answered by readAgentEnvironment', {
    share: 0.3,
    inputs: fc.tuple(someEnvironment, anyJson),
    answer: ([env, identity]) =>
      readAgentEnvironment(env as AgentEnvironment, identity as { release: string }),
  });
});
