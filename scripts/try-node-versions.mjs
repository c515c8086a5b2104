// Installs the packed package in a new project and uses it, with each version of Node.js that the arguments name.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WORKFLOW = 'when: { event: push }\nsteps: { build: { image: alpine, commands: [make] } }\n';

const PROGRAM = `import assert from 'node:assert/strict';
import { compileWorkflow, planWorkflow, resolveAgentOptions } from 'podwright';
import { makePod } from 'podwright/core';
import { renderWorkflow } from 'podwright/vitest';
import schema from 'podwright/schemas/workflow.schema.json' with { type: 'json' };
const agent = resolveAgentOptions({ release: '3.17' });
const input = { release: '3.17', metadata: { curr: { event: 'push' } } };
const { workflows } = compileWorkflow(${JSON.stringify(WORKFLOW)}, input);
const { steps } = planWorkflow(workflows[0].config, agent);
const pod = makePod({ name: 'a', uuid: 'b', image: 'alpine' }, agent);
const text = renderWorkflow('.woodpecker.yaml', { release: '3.17' });
assert.ok(steps.length > 0);
assert.equal(pod.kind, 'Pod');
assert.match(text, /^kind: Pod$/m);
assert.equal(schema.type, 'object');
`;

const npm = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
const folder = mkdtempSync(join(tmpdir(), 'podwright-node-'));
try {
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
  const [tarball] = readdirSync(folder);
  for (const version of process.argv.slice(2)) tryVersion(version, join(folder, tarball));
} finally {
  rmSync(folder, { recursive: true });
}

function tryVersion(version, tarball) {
  const project = mkdtempSync(join(folder, 'project-'));
  const run = (program, ...args) => {
    const env = { ...process.env, NO_COLOR: '1', npm_config_engine_strict: 'true' };
    return execFileSync(program, args, { cwd: project, encoding: 'utf8', env });
  };
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(join(project, '.woodpecker.yaml'), WORKFLOW);
  writeFileSync(join(project, 'program.js'), PROGRAM);
  run('npm', 'install', '--silent', '--prefix', join(project, 'node'), `node@${version}`);
  const node = join(project, 'node/node_modules/node/bin/node');
  run(node, join(npm, 'npm/bin/npm-cli.js'), 'install', '--silent', tarball);
  run(node, 'program.js');
  const podwright = join(project, 'node_modules/podwright/dist/bin.js');
  run(node, podwright, 'lint', '--release', '3.17');
  const objects = run(node, podwright, 'render', '.woodpecker.yaml', '--release', '3.17', '--check');
  if (!objects.includes('kind: Pod')) throw new Error('"render" prints no Pod.');
  console.log(`Installed and used with Node.js ${run(node, '--version').trim()}`);
}
