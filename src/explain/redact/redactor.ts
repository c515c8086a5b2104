import type { Secret } from 'kubernetes-types/core/v1.js';
import { base64, base64ToText, base64Utf16, base64Utf16ToText } from '../../base/encoding/base64.ts';
import { type RedactableTexts, redactedTexts } from '../../diagnostics/template.ts';
import type { CompiledWorkflow, Stage } from '../../translate/model/compiled-workflow.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import { POSIX_NETRC, WINDOWS_NETRC } from '../../translate/resources/pod/script.ts';
import { mapTexts } from './map-texts.ts';
import { isPlaceholder, REDACTED, type RedactText, redactTexts } from './redact-text.ts';

/** Removes secret values from output. One is enough for all output of a command. */
export interface Redactor {
  readonly text: RedactText;
  /** Redacts the strings of JSON. Keys and constants stay. */
  readonly json: <Json>(value: Json) => Json;
  readonly object: (object: KubernetesObject) => KubernetesObject;
  readonly workflow: (workflow: CompiledWorkflow) => CompiledWorkflow;
}

/** Shows everything. */
export const NO_REDACTOR: Redactor = {
  text: (text) => text,
  json: (value) => value,
  object: (object) => object,
  workflow: (workflow) => workflow,
};

export function redactor(secrets: Iterable<string>): Redactor {
  const text = redactTexts(secrets);
  const json = <Json>(value: Json): Json =>
    mapTexts(
      value,
      (part, field) => (SCRIPTS.has(field) ? redactScript(part, text) : undefined) ?? text(part),
    );
  return {
    text,
    json,
    object: (object) => (object.kind === 'Secret' ? redactSecret(object as Secret, json) : json(object)),
    workflow: (workflow) => redactWorkflow(workflow, json),
  };
}

/** The fields that scripts are in, encoded. */
const SCRIPTS: ReadonlySet<string> = /* @__PURE__ */ new Set(['command', 'env.CI_SCRIPT']);

const ENCODINGS = [
  { encode: base64, decode: base64ToText },
  { encode: base64Utf16, decode: base64Utf16ToText },
];

/** Redacts an encoded script, except for the part that every script shares. Returns undefined for other strings. */
function redactScript(encoded: string, redact: RedactText): string | undefined {
  for (const { encode, decode } of ENCODINGS) {
    const script = decode(encoded);
    const common = [POSIX_NETRC, WINDOWS_NETRC].find((part) => script?.includes(part));
    if (script !== undefined && common !== undefined)
      return encode(
        script
          .split(common)
          .map((part) => redact(part))
          .join(common),
      );
  }
  return undefined;
}

/** Redacts the whole content of a Secret, known or not. Placeholders stay. */
function redactSecret(secret: Secret, json: Redactor['json']): Secret {
  const { data, stringData } = secret;
  return {
    ...json(secret),
    ...(data && {
      data: mapValues(data, (_, key) => base64(key === '.dockerconfigjson' ? NO_CREDENTIALS : REDACTED)),
    }),
    ...(stringData && { stringData: mapValues(stringData, hidden) }),
  };
}

/** The API server accepts only JSON for the credentials of a registry. */
const NO_CREDENTIALS = JSON.stringify({ auths: { [REDACTED]: { username: REDACTED, password: REDACTED } } });

/** Redacts the values of secrets whole, even if they are too short to be found in other texts. */
function redactWorkflow(workflow: CompiledWorkflow, json: Redactor['json']): CompiledWorkflow {
  const { pipeline, secrets, ...rest } = json(workflow);
  return {
    ...workflow,
    ...rest,
    ...(pipeline && { pipeline: pipeline.map(hideMappings) }),
    ...(secrets && {
      secrets: secrets.map(({ value, ...secret }) => ({
        ...secret,
        ...(value === undefined ? {} : { value: hidden(value) }),
      })),
    }),
  };
}

function hideMappings(stage: Stage): Stage {
  if (!stage.steps) return stage;
  return {
    ...stage,
    steps: stage.steps.map((step) => {
      const { secret_mapping: mapping } = step;
      return mapping ? { ...step, secret_mapping: mapValues(mapping, hidden) } : step;
    }),
  };
}

function hidden(value: string): string {
  return isPlaceholder(value) ? value : REDACTED;
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

/** Redacts findings, because they quote the workflow. */
export function redactFindings<
  Finding extends RedactableTexts & { readonly axes?: readonly string[] | undefined },
>(findings: readonly Finding[], { text, json }: Redactor): Finding[] {
  const redact = (part: string): string => text(part, true);
  return findings.map((finding) => ({
    ...finding,
    ...redactedTexts(finding, redact),
    ...(finding.args && { args: json(finding.args) }),
    ...(finding.axes && { axes: finding.axes.map(redact) }),
  }));
}
