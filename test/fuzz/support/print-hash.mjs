// Prints a hash of everything that is made of recorded workflows and files, to compare processes by.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  agentOptionsFromEnv,
  checkManifest,
  compileWorkflow,
  explainWorkflow,
  lintWorkflow,
  planWorkflow,
  toYaml,
} from '../../../dist/index.js';

const { runs, files } = JSON.parse(readFileSync(0, 'utf8'));
const hash = createHash('sha256');
const add = (value) => hash.update(typeof value === 'string' ? value : JSON.stringify(value));
const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();

for (const { config, env } of runs) {
  for (const release of ['3.0', '3.17']) {
    const agent = agentOptionsFromEnv(env, { release });
    const plan = planWorkflow(config, agent);
    add(plan);
    add(toYaml(plan.steps.flatMap(({ objects }) => objects)));
    add(plan.setup.map((object) => checkManifest(object)));
    add([lintWorkflow(config, agent), explainWorkflow(config, agent)]);
  }
}
for (const input of files) add(compileWorkflow(input.yaml, input));
console.log(JSON.stringify({ timeZone, locale, hash: hash.digest('hex') }));
