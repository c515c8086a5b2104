import { isJsonObject } from '../model/json.ts';
import { pointerTo, tokensOf } from '../model/json-pointer.ts';
import type { Step } from '../model/step.ts';
import { excerpt, typeName } from '../text/excerpt.ts';
import { TranslationError } from './translation-error.ts';

/** Places of which the values may be secret, and are not shown. */
const SECRET_PLACES: readonly string[] = [
  ...['environment', 'secret_mapping', 'auth_config', 'secrets'],
  ...['commands', 'entrypoint', 'backend_options'],
];

/**
 * Refuses what JSON may hold in the place of a step and no agent decodes: a value of a wrong type. What is inside of
 * `backend_options` is decoded weakly, and not looked at here.
 *
 * @throws {TranslationError} `wrong-type`, for the first such value
 */
export function checkStep(step: Step): void {
  checkObject(step, 'an object', '');
  if (typeof step.name !== 'string') refuse('a text', step.name, '', 'name');
  checkText(step.image, '', 'image');
  checkText(step.uuid, '', 'uuid');
  checkInteger(step.org_id, '', 'org_id');
  checkText(step.type, '', 'type');
  checkFlag(step.pull, 'pull');
  checkFlag(step.detach, 'detach');
  checkFlag(step.privileged, 'privileged');
  checkText(step.working_dir, '', 'working_dir');
  checkText(step.workspace_base, '', 'workspace_base');
  checkTextMap(step.environment, 'environment');
  checkTextMap(step.secret_mapping, 'secret_mapping');
  checkTexts(step.entrypoint, '', 'entrypoint');
  checkTexts(step.commands, '', 'commands');
  checkTexts(step.volumes, '', 'volumes');
  checkTexts(step.dns, '', 'dns');
  checkTexts(step.dns_search, '', 'dns_search');
  checkTextMap(step.workflow_labels, 'workflow_labels');
  checkTexts(step.tmpfs, '', 'tmpfs');
  checkTexts(step.devices, '', 'devices');
  checkText(step.network_mode, '', 'network_mode');
  checkFlag(step.on_failure, 'on_failure');
  checkFlag(step.on_success, 'on_success');
  checkText(step.failure, '', 'failure');
  checkParts(step);
}

function checkParts({ auth_config, extra_hosts, networks, ports, backend_options }: Step): void {
  if (auth_config !== undefined && auth_config !== null) {
    checkObject(auth_config, 'an object', '', 'auth_config');
    checkText(auth_config.username, '/auth_config', 'username');
    checkText(auth_config.password, '/auth_config', 'password');
  }
  checkItems(extra_hosts, '', 'extra_hosts', ({ name, ip }, path) => {
    checkText(name, path, 'name');
    checkText(ip, path, 'ip');
  });
  checkItems(networks, '', 'networks', ({ name, aliases }, path) => {
    checkText(name, path, 'name');
    checkTexts(aliases, path, 'aliases');
  });
  checkItems(ports, '', 'ports', ({ number, protocol }, path) => {
    checkPortNumber(number, path);
    checkText(protocol, path, 'protocol');
  });
  if (backend_options !== undefined && backend_options !== null)
    checkObject(backend_options, 'an object', '', 'backend_options');
}

/** Refuses what is there and no text. */
export function checkText(value: unknown, parent: string, field: string): void {
  if (value !== undefined && typeof value !== 'string') refuse('a text', value, parent, field);
}

/** Refuses a list of anything but objects, and lets each of them be checked. */
export function checkItems<Item extends object>(
  list: readonly Item[] | null | undefined,
  parent: string,
  field: string,
  check: (item: Item, path: string) => void,
): void {
  if (list === undefined || list === null) return;
  if (!Array.isArray(list)) refuse('a list', list, parent, field);
  const path = pointerTo(parent, field);
  list.forEach((item, index) => {
    checkObject(item, 'an object', path, index);
    check(item, pointerTo(path, index));
  });
}

/** Refuses everything but an object. */
export function checkObject(value: unknown, expected: string, parent: string, token?: string | number): void {
  if (!isJsonObject(value)) refuse(expected, value, parent, token);
}

function checkFlag(value: unknown, field: string): void {
  if (value !== undefined && typeof value !== 'boolean') refuse('true or false', value, '', field);
}

function checkInteger(value: unknown, parent: string, field: string): void {
  if (value !== undefined && !Number.isInteger(value)) refuse('a whole number', value, parent, field);
}

/** Numbers of ports have 16 bits. */
function checkPortNumber(value: unknown, parent: string): void {
  if (value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65535))
    return;
  refuse('a whole number from 0 to 65535', value, parent, 'number');
}

function checkTexts(list: unknown, parent: string, field: string): void {
  if (list === undefined || list === null) return;
  if (!Array.isArray(list)) refuse('a list of texts', list, parent, field);
  for (let index = 0; index < list.length; index++) {
    if (typeof list[index] !== 'string') refuse('a text', list[index], pointerTo(parent, field), index);
  }
}

function checkTextMap(map: unknown, field: string): void {
  if (map === undefined || map === null) return;
  if (!isJsonObject(map)) refuse('a map of texts', map, '', field);
  for (const key in map) {
    if (typeof map[key] !== 'string') refuse('a text', map[key], `/${field}`, key);
  }
}

/** Throws, saying what is there and what would be right. */
export function refuse(expected: string, value: unknown, parent: string, token?: string | number): never {
  const path = token === undefined ? parent : pointerTo(parent, token);
  const found = mayHoldSecret(path) ? typeName(value) : excerpt(value);
  const is = value === undefined ? 'is missing' : `is ${found}`;
  const message = `${path === '' ? 'The value' : path} ${is}, but must be ${expected}.`;
  throw new TranslationError('wrong-type', path, message);
}

/** Whether the value at a JSON Pointer into a step or workflow may be secret, or hold something that is. */
export function mayHoldSecret(path: string): boolean {
  return tokensOf(path).some((token) => SECRET_PLACES.includes(token));
}
