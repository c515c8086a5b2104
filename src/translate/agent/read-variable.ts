import { parseBoolText, parseIntegerText, trimSpace } from '../../base/text/go-literals.ts';
import { parseYaml, type YamlNode } from '../../base/yaml/yaml.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import type { VariableKind } from './agent-options.ts';
import type { VariableProblem } from './messages.ts';
import { kubernetesAffinity, kubernetesTextMap, kubernetesTolerations } from './yaml/kubernetes-yaml.ts';
import { legacyTextMap, legacyTolerations } from './yaml/legacy-yaml.ts';
import { YamlValueError } from './yaml/yaml2-value.ts';

/** The value of a variable, where undefined represents the default, or the reason why it has none. */
export interface ReadVariable {
  readonly value: unknown;
  readonly problem: VariableProblem | undefined;
}

const valid = (value: unknown): ReadVariable => ({ value, problem: undefined });
const invalid = (problem: VariableProblem): ReadVariable => ({ value: undefined, problem });

export function readVariable(kind: VariableKind, text: string, features: AgentFeatures): ReadVariable {
  switch (kind) {
    case 'text':
      return valid(text);
    case 'bool':
      return readBool(text);
    case 'integer':
      return readInteger(text);
    case 'list':
      return valid(readList(text, features));
    case 'textMap':
      return features.legacyYamlOptions
        ? readYaml(text, GO_YAML_3, legacyTextMap)
        : readYaml(text, GO_YAML_2, kubernetesTextMap);
    case 'tolerations':
      return features.legacyYamlOptions
        ? readYaml(text, GO_YAML_3, legacyTolerations)
        : readYaml(text, GO_YAML_2, kubernetesTolerations);
    case 'affinity':
      return readYaml(text, GO_YAML_2, kubernetesAffinity);
  }
}

/** A variable that is set but empty is false, even if the default is true. */
function readBool(text: string): ReadVariable {
  const value = text === '' ? false : parseBoolText(text);
  return value === undefined ? invalid({ reason: 'no-boolean' }) : valid(value);
}

function readInteger(text: string): ReadVariable {
  if (text === '') return valid(undefined);
  const value = parseIntegerText(text, 64);
  return value === undefined ? invalid({ reason: 'no-integer' }) : valid(Number(value));
}

/** Empty items stay: they become references without a name. */
function readList(text: string, features: AgentFeatures): readonly string[] {
  if (text === '') return [];
  const items = text.split(',');
  return features.pullSecretNamesUntrimmed ? items : items.map(trimSpace);
}

/** The tokens that go-yaml 3 reads ahead. Agents through 3.12 build on it. */
const GO_YAML_3 = 2;
/** Agents since 3.13 use the YAML library of Kubernetes, which builds on go-yaml 2. */
const GO_YAML_2 = 0;

function readYaml(text: string, lookahead: 0 | 2, read: (root: YamlNode) => unknown): ReadVariable {
  const parsed = parseYaml(text, false, lookahead);
  if (!parsed.ok) return invalid({ reason: 'no-yaml', detail: parsed.problem.code, ...parsed.problem.args });
  try {
    return valid(read(parsed.root));
  } catch (error) {
    if (error instanceof YamlValueError) return invalid(error.problem);
    throw error;
  }
}
