import { parseBoolText, parseIntegerText, trimSpace } from '../../base/text/go-literals.ts';
import { parseYaml, type YamlNode, type YamlParse } from '../../base/yaml/yaml.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import type { VariableKind } from './agent-options.ts';
import { kubernetesAffinity, kubernetesTextMap, kubernetesTolerations } from './yaml/kubernetes-yaml.ts';
import { legacyTextMap, legacyTolerations } from './yaml/legacy-yaml.ts';
import { YamlValueError } from './yaml/yaml2-value.ts';

/** The value of a variable; an absent value represents the default. */
export type ReadVariable = { readonly value: unknown } | { readonly error: string };

/** Reads the text of one variable as the agent does. */
export function readVariable(kind: VariableKind, text: string, features: AgentFeatures): ReadVariable {
  switch (kind) {
    case 'text':
      return { value: text };
    case 'bool':
      return readBool(text);
    case 'integer':
      return readInteger(text);
    case 'list':
      return { value: readList(text, features) };
    case 'textMap':
      return features.legacyYamlOptions ? readYaml3(text, legacyTextMap) : readYaml2(text, kubernetesTextMap);
    case 'tolerations':
      return features.legacyYamlOptions
        ? readYaml3(text, legacyTolerations)
        : readYaml2(text, kubernetesTolerations);
    case 'affinity':
      return readYaml2(text, kubernetesAffinity);
  }
}

/** A variable that is set but empty is false, even if the default is true. */
function readBool(text: string): ReadVariable {
  const value = text === '' ? false : parseBoolText(text);
  return value === undefined ? { error: 'it is not a Boolean' } : { value };
}

function readInteger(text: string): ReadVariable {
  if (text === '') return { value: undefined };
  const value = parseIntegerText(text, 64);
  return value === undefined ? { error: 'it is not an integer' } : { value: Number(value) };
}

/** Empty items stay: they become references without a name. */
function readList(text: string, features: AgentFeatures): readonly string[] {
  if (text === '') return [];
  const items = text.split(',');
  return features.pullSecretNamesUntrimmed ? items : items.map(trimSpace);
}

type ReadRoot = (root: YamlNode) => unknown;

/** As agents through 3.12 do, which build on go-yaml 3. */
function readYaml3(text: string, read: ReadRoot): ReadVariable {
  return readParsed(parseYaml(text, false), read);
}

/** As agents since 3.13 do: the YAML library of Kubernetes builds on go-yaml 2. */
function readYaml2(text: string, read: ReadRoot): ReadVariable {
  return readParsed(parseYaml(text, false, 0), read);
}

function readParsed(parsed: YamlParse, read: ReadRoot): ReadVariable {
  if (!parsed.ok)
    return { error: `it is not valid YAML (${parsed.problem.args['detail'] ?? parsed.problem.code})` };
  try {
    return { value: read(parsed.root) };
  } catch (error) {
    if (error instanceof YamlValueError) return { error: error.message };
    throw error;
  }
}
