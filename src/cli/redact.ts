import type { EnvVar, Pod, Secret } from 'kubernetes-types/core/v1.js';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import type { KubernetesObject } from '../plan/workflow-plan.ts';
import { base64, base64ToText } from '../text/base64.ts';

const REDACTED = '<redacted>';

/** Values shorter than this are replaced only where they are a whole value: they would match by chance. */
const SHORTEST_PART = 4;

/** Replaces the secret values of a workflow in its objects. */
export type Redact = (object: KubernetesObject) => KubernetesObject;

/** Gathers what is secret in a workflow: its secrets, what steps have from them, and passwords. */
export function redactor(workflow: CompiledWorkflow): Redact {
  const values = secretValues(workflow);
  const parts = [...values]
    .filter((value) => value.length >= SHORTEST_PART)
    .sort((a, b) => b.length - a.length);
  const redactText = (text: string): string => {
    if (values.has(text)) return REDACTED;
    return parts.reduce((rest, part) => (rest.includes(part) ? rest.replaceAll(part, REDACTED) : rest), text);
  };
  return (object) => {
    if (object.kind === 'Secret') return redactSecret(object as Secret);
    return object.kind === 'Pod' ? redactPod(object as Pod, redactText) : object;
  };
}

function secretValues(workflow: CompiledWorkflow): Set<string> {
  const steps = (workflow.pipeline ?? []).flatMap((stage) => stage.steps ?? []);
  const values = [
    ...(workflow.secrets ?? []).map(({ value }) => value),
    ...steps.flatMap((step) => [
      ...Object.values(step.secret_mapping ?? {}),
      step.auth_config?.password,
      step.environment?.['CI_NETRC_PASSWORD'],
    ]),
  ];
  return new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''));
}

function redactSecret(secret: Secret): Secret {
  const { data, stringData } = secret;
  return {
    ...secret,
    ...(data && {
      data: mapValues(data, (_, key) => base64(key === '.dockerconfigjson' ? NO_CREDENTIALS : REDACTED)),
    }),
    ...(stringData && { stringData: mapValues(stringData, () => REDACTED) }),
  };
}

/** The API server takes only JSON for the credentials of a registry. */
const NO_CREDENTIALS = JSON.stringify({ auths: { [REDACTED]: { username: REDACTED, password: REDACTED } } });

function redactPod(pod: Pod, redactText: (text: string) => string): Pod {
  const redacted = mapTexts(pod, redactText) as Pod;
  for (const container of redacted.spec?.containers ?? []) {
    container.env = container.env?.map((entry) => redactScript(entry, redactText)) ?? [];
    if (container.env.length === 0) delete container.env;
  }
  return redacted;
}

/** A script is encoded, so that a secret in it would not be found by its text. */
function redactScript(entry: EnvVar, redactText: (text: string) => string): EnvVar {
  const script = entry.name === 'CI_SCRIPT' && entry.value ? base64ToText(entry.value) : undefined;
  return script === undefined ? entry : { ...entry, value: base64(redactText(script)) };
}

/** A copy of JSON with every text in it mapped; keys stay. */
function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return mapValues(value as Record<string, unknown>, (item) => mapTexts(item, map));
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
