import type { Container, Pod, Secret } from 'kubernetes-types/core/v1.js';
import { base64 } from '../../base/encoding/base64.ts';
import type { CompiledWorkflow, Stage } from '../../translate/model/compiled-workflow.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import { mapTexts, REDACTED, type RedactText, redactScript, redactTexts, secretsOf } from './secret-texts.ts';

/** Takes the secret values of a workflow out of what is shown of it. */
export interface Redactor {
  readonly text: RedactText;
  readonly object: (object: KubernetesObject) => KubernetesObject;
  readonly workflow: () => CompiledWorkflow;
}

/** Shows everything. */
export function noRedactor(workflow: CompiledWorkflow): Redactor {
  return { text: (text) => text, object: (object) => object, workflow: () => workflow };
}

/** Gathers what is secret in a workflow; `others` are values that are secret as well. */
export function redactor(workflow: CompiledWorkflow, others: Iterable<string> = []): Redactor {
  const text = redactTexts([...secretsOf(workflow), ...others]);
  return {
    text,
    object(object) {
      if (object.kind === 'Secret') return redactSecret(object as Secret, text);
      return object.kind === 'Pod' ? redactPod(object as Pod, text) : mapTexts(object, text);
    },
    workflow: () => redactWorkflow(workflow, text),
  };
}

/** The whole content of a Secret, known or not; what is no secret at all, a placeholder, stays. */
function redactSecret(secret: Secret, redact: RedactText): Secret {
  const { data, stringData } = secret;
  return {
    ...mapTexts(secret, redact),
    ...(data && {
      data: mapValues(data, (_, key) => base64(key === '.dockerconfigjson' ? NO_CREDENTIALS : REDACTED)),
    }),
    ...(stringData && { stringData: mapValues(stringData, hidden) }),
  };
}

/** The API server takes only JSON for the credentials of a registry. */
const NO_CREDENTIALS = JSON.stringify({ auths: { [REDACTED]: { username: REDACTED, password: REDACTED } } });

/** Scripts are encoded: a secret in them is not found by its text, and no other text may be replaced in them by chance. */
function redactPod(pod: Pod, redact: RedactText): Pod {
  const redacted = mapTexts(pod, redact);
  if (pod.spec?.containers === undefined) return redacted;
  const containers = pod.spec.containers.map((container, index) => ({
    ...redacted.spec?.containers[index],
    ...redactedScripts(container, redact),
  }));
  return { ...redacted, spec: { ...redacted.spec, containers: containers as Container[] } };
}

function redactedScripts({ env, command }: Container, redact: RedactText): Partial<Container> {
  return {
    ...(command && {
      command: command.map((part, index) =>
        command[index - 1] === '-encodedcommand' ? redactScript(part, redact) : redact(part),
      ),
    }),
    ...(env && {
      env: env.map((entry) =>
        entry.name === 'CI_SCRIPT' && entry.value
          ? { ...entry, value: redactScript(entry.value, redact) }
          : mapTexts(entry, redact),
      ),
    }),
  };
}

function redactWorkflow(workflow: CompiledWorkflow, redact: RedactText): CompiledWorkflow {
  const { pipeline, secrets } = workflow;
  return {
    ...mapTexts(workflow, redact),
    ...(pipeline && { pipeline: redactSteps(pipeline, redact) }),
    ...(secrets && {
      secrets: secrets.map((secret) => ({
        ...mapTexts(secret, redact),
        ...(secret.value === undefined ? {} : { value: hidden(secret.value) }),
      })),
    }),
  };
}

function redactSteps(pipeline: readonly Stage[], redact: RedactText): Stage[] {
  return mapTexts(pipeline, redact).map((stage) => ({
    ...stage,
    ...(stage.steps && {
      steps: stage.steps.map((step) => ({
        ...step,
        ...(step.secret_mapping && { secret_mapping: mapValues(step.secret_mapping, hidden) }),
      })),
    }),
  }));
}

function hidden(value: string): string {
  return /^<secret [^<>]*>$/.test(value) ? value : REDACTED;
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
