// @ts-check
/*
 * The agent of another CI that builds its Pods as Woodpecker does. Jobs arrive as JSON, one a line; each has its own id, and
 * the address of its services is known. Manifests go to standard output, one a line, and errors to standard error.
 *
 *   node agent.mjs < jobs.jsonl
 */
import { createInterface } from 'node:readline';
import { makePod, makeService, resolveAgentOptions, TranslationError } from 'podwright/core';

/**
 * @typedef {object} Job
 * @property {string} id
 * @property {string} image
 * @property {string[]} [script]
 * @property {Record<string, string>} [variables]
 * @property {number[]} [listensOn] the ports of a service
 * @property {string} [database] address of the service that the job needs
 */

const agent = resolveAgentOptions({ release: '3.12', namespace: 'jobs', storageRwx: false });

for await (const line of createInterface({ input: process.stdin })) {
  /** @type {Job} */
  const job = JSON.parse(line);
  try {
    for (const object of objectsOf(job)) console.log(JSON.stringify(object));
  } catch (error) {
    if (!(error instanceof TranslationError)) throw error;
    console.error(`job ${job.id}: ${error.code}`);
    process.exitCode = 1;
  }
}

/** @param {Job} job */
function objectsOf({ id, image, script, variables = {}, listensOn = [], database }) {
  const isService = listensOn.length > 0;
  /** @type {import('podwright/core').Step} */
  const step = {
    name: `job-${id}`,
    // The id of the job, in place of that which a Woodpecker server gives to a step.
    uuid: id,
    image,
    commands: script ?? null,
    environment: { CI: 'other', ...variables },
    ports: listensOn.map((number) => ({ number })),
    ...(isService ? { type: 'service', detach: true } : {}),
  };
  const extraHosts = database === undefined ? [] : [{ name: 'database', ip: database }];
  const pod = makePod({ ...step, extra_hosts: extraHosts }, agent, { taskUuid: id });
  return isService ? [makeService(step, agent), pod] : [pod];
}
