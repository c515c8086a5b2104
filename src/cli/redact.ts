import type { Container, Pod, Secret } from 'kubernetes-types/core/v1.js';
import type { CompiledWorkflow, Stage } from '../model/compiled-workflow.ts';
import type { KubernetesObject } from '../plan/workflow-plan.ts';
import { base64 } from '../text/base64.ts';
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
      const redacted = mapTexts(object, text);
      return redacted.kind === 'Pod' ? redactScripts(redacted as Pod, text) : redacted;
    },
    workflow: () => redactWorkflow(workflow, text),
  };
}

/** The whole content of a Secret, known or not; what is no secret at all, a placeholder, stays. */
function redactSecret(secret: Secret, redact: RedactText): Secret {
  const { data, stringData, ...rest } = secret;
  return {
    ...mapTexts(rest, redact),
    ...(data && {
      data: mapValues(data, (_, key) => base64(key === '.dockerconfigjson' ? NO_CREDENTIALS : REDACTED)),
    }),
    ...(stringData && { stringData: mapValues(stringData, hidden) }),
  };
}

/** The API server takes only JSON for the credentials of a registry. */
const NO_CREDENTIALS = JSON.stringify({ auths: { [REDACTED]: { username: REDACTED, password: REDACTED } } });

/** A script is encoded, so that a secret in it would not be found by its text. */
function redactScripts(pod: Pod, redact: RedactText): Pod {
  if (pod.spec === undefined) return pod;
  const containers = pod.spec.containers.map((container) => redactContainer(container, redact));
  return { ...pod, spec: { ...pod.spec, containers } };
}

function redactContainer({ env, command, ...rest }: Container, redact: RedactText): Container {
  return {
    ...rest,
    ...(command && {
      command: command.map((part, index) =>
        command[index - 1] === '-encodedcommand' ? redactScript(part, redact) : part,
      ),
    }),
    ...(env && {
      env: env.map((entry) =>
        entry.name === 'CI_SCRIPT' && entry.value
          ? { ...entry, value: redactScript(entry.value, redact) }
          : entry,
      ),
    }),
  };
}

function redactWorkflow(workflow: CompiledWorkflow, redact: RedactText): CompiledWorkflow {
  const { pipeline, secrets, ...rest } = workflow;
  return {
    ...(pipeline ? { pipeline: redactSteps(pipeline, redact) } : {}),
    ...mapTexts(rest, redact),
    ...(secrets === undefined
      ? {}
      : {
          secrets:
            secrets?.map((secret) => mapTexts({ ...secret, value: hidden(secret.value ?? '') }, redact)) ??
            null,
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
