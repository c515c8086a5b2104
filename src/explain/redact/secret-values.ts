import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { stepsOf } from '../../translate/plan/workflow-plan.ts';
import type { CompileInput } from '../../workflow/types.ts';

/** Gathers the secret values of compiled workflows: their secrets, the values of steps from them, and passwords. */
export function secretsOf(...workflows: readonly CompiledWorkflow[]): string[] {
  return texts(workflows.flatMap(valuesOf));
}

function valuesOf(workflow: CompiledWorkflow): unknown[] {
  return [
    ...(workflow.secrets ?? []).map(({ value }) => value),
    ...stepsOf(workflow).flatMap((step) => [
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

/**
 * Finds the passwords in the URLs of a string, as they are and percent-decoded. Over HTTP, a user without a password, or
 * with one of those that represent none, is a token.
 */
export function credentialsInUrls(text: string): string[] {
  const ends = [...text.matchAll(/:\/\//g)].map(({ index }) => index);
  return ends.flatMap((end, number) => {
    const scheme = text.slice(Math.max(0, end - 'https'.length), end);
    const isAlone = number === 0 && /^\s*[a-z][a-z\d+.-]*$/i.test(text.slice(0, end));
    return credentialsIn(text.slice(end + '://'.length, ends[number + 1]), /https?$/i.test(scheme), isAlone);
  });
}

/** Strings that programs write instead of a password if the user is a token. */
const NO_PASSWORD = /^(?:|x-oauth-basic|x-access-token|x-token-auth|oauth2?|api_token)$/i;

/** A port, not a password. */
const PORT = /^\d+(?:[/?#\s]|$)/;

function credentialsIn(rest: string, isHttp: boolean, isAlone: boolean): string[] {
  const user = rest.slice(0, rest.search(/[\s/@:?#]|$/));
  const after = rest.slice(user.length + 1);
  if (rest[user.length] === '@') return isHttp ? readings(user) : [];
  if (rest[user.length] !== ':' || PORT.test(after)) return [];
  const at = endOfPassword(after, isAlone);
  if (at < 0) return [];
  const password = after.slice(0, at);
  return readings(isHttp && NO_PASSWORD.test(password) ? user : password);
}

/** The `@` that ends a password. Passwords should be percent-encoded, but some have `@`, `/` or spaces in them. */
function endOfPassword(after: string, isAlone: boolean): number {
  if (isAlone) return after.lastIndexOf('@');
  const word = after.slice(0, after.search(/[\s"'`<>]|$/));
  const line = after.slice(0, after.search(/\n|$/));
  return word.includes('@') ? word.lastIndexOf('@') : line.indexOf('@');
}

/** A variable that is still to be replaced. */
const REFERENCE = /^(?:\$\w+|\$\{[^{}]*\}|\$\([^()]*\)|%\w+%)$/;

function readings(credential: string): string[] {
  if (credential === '' || REFERENCE.test(credential)) return [];
  try {
    return [...new Set([credential, decodeURIComponent(credential)])];
  } catch {
    return [credential];
  }
}
