import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { excerpt, typeName } from '../../base/text/excerpt.ts';
import type { Step } from '../model/step.ts';
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
 * @param place JSON Pointer to the step, with which the paths of errors begin
 * @throws {TranslationError} `wrong-type`, for the first such value
 */
export function checkStep(step: Step, place: string): void {
  checkObject(step, 'an object', place);
  if (typeof step.name !== 'string') refuse('a text', step.name, place, 'name');
  checkText(step.image, place, 'image');
  checkText(step.uuid, place, 'uuid');
  checkInteger(step.org_id, place, 'org_id');
  checkText(step.type, place, 'type');
  checkFlag(step.pull, place, 'pull');
  checkFlag(step.detach, place, 'detach');
  checkFlag(step.privileged, place, 'privileged');
  checkText(step.working_dir, place, 'working_dir');
  checkText(step.workspace_base, place, 'workspace_base');
  checkTextMap(step.environment, place, 'environment');
  checkTextMap(step.secret_mapping, place, 'secret_mapping');
  checkTexts(step.entrypoint, place, 'entrypoint');
  checkTexts(step.commands, place, 'commands');
  checkTexts(step.volumes, place, 'volumes');
  checkTexts(step.dns, place, 'dns');
  checkTexts(step.dns_search, place, 'dns_search');
  checkTextMap(step.workflow_labels, place, 'workflow_labels');
  checkTexts(step.tmpfs, place, 'tmpfs');
  checkTexts(step.devices, place, 'devices');
  checkText(step.network_mode, place, 'network_mode');
  checkFlag(step.on_failure, place, 'on_failure');
  checkFlag(step.on_success, place, 'on_success');
  checkText(step.failure, place, 'failure');
  checkParts(step, place);
}

function checkParts(
  { auth_config, extra_hosts, networks, ports, backend_options }: Step,
  place: string,
): void {
  if (auth_config !== undefined && auth_config !== null) {
    checkObject(auth_config, 'an object', place, 'auth_config');
    const path = pointerTo(place, 'auth_config');
    checkText(auth_config.username, path, 'username');
    checkText(auth_config.password, path, 'password');
  }
  checkItems(extra_hosts, place, 'extra_hosts', ({ name, ip }, path) => {
    checkText(name, path, 'name');
    checkText(ip, path, 'ip');
  });
  checkItems(networks, place, 'networks', ({ name, aliases }, path) => {
    checkText(name, path, 'name');
    checkTexts(aliases, path, 'aliases');
  });
  checkItems(ports, place, 'ports', ({ number, protocol }, path) => {
    checkPortNumber(number, path);
    checkText(protocol, path, 'protocol');
  });
  if (backend_options !== undefined && backend_options !== null)
    checkObject(backend_options, 'an object', place, 'backend_options');
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

function checkFlag(value: unknown, parent: string, field: string): void {
  if (value !== undefined && typeof value !== 'boolean') refuse('true or false', value, parent, field);
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

function checkTextMap(map: unknown, parent: string, field: string): void {
  if (map === undefined || map === null) return;
  if (!isJsonObject(map)) refuse('a map of texts', map, parent, field);
  for (const key in map) {
    if (typeof map[key] !== 'string') refuse('a text', map[key], pointerTo(parent, field), key);
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
