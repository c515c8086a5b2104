import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { CompileInput } from '../../workflow/types.ts';
import { credentialsInUrls } from './url-credentials.ts';

/** Gathers the secret values of compiled workflows: their secrets, the values of steps from them, and passwords. */
export function secretsOf(...workflows: readonly CompiledWorkflow[]): string[] {
  return texts(workflows.flatMap(valuesOf));
}

function valuesOf({ pipeline, secrets }: CompiledWorkflow): unknown[] {
  const steps = (pipeline ?? []).flatMap((stage) => stage.steps ?? []);
  return [
    ...(secrets ?? []).map(({ value }) => value),
    ...steps.flatMap((step) => [
      ...Object.values(step.secret_mapping ?? {}),
      step.auth_config?.password,
      step.environment?.['CI_NETRC_PASSWORD'],
      // With some forges the token is the user name.
      step.environment?.['CI_NETRC_USERNAME'],
      ...texts(Object.values(step.environment ?? {})).flatMap(credentialsInUrls),
    ]),
  ];
}

/** Gathers the secret values in the input of the server. */
export function secretValues({
  secrets = [],
  registries = [],
  env = {},
  metadata = {},
  options = {},
}: CompileInput): string[] {
  return texts([
    ...secrets.map(({ value }) => value),
    ...registries.map(({ password }) => password),
    options.netrc?.password,
    options.netrc?.login,
    ...[metadata.repo, metadata.forge, metadata.sys, env, options.proxy].flatMap((urls) =>
      texts(Object.values(urls ?? {})).flatMap(credentialsInUrls),
    ),
  ]);
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string');
}
