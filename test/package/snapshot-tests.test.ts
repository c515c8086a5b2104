import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksIn } from '../docs/support/markdown.ts';
import { ROOT } from '../support/root.ts';
import { type Project, projectWith, runTool } from './support/packed.ts';

/** Snapshot tests as users have them: the package is in node_modules, and the tests are those of the documentation. */
let packed: Project;
beforeAll(() => {
  packed = projectWith('vitest');
  mkdirSync(join(packed.project, '.woodpecker'));
  writeWorkflow('alpine');
}, 60_000);
afterAll(() => packed.remove());

function writeWorkflow(image: string): void {
  const step = `  build:\n    image: ${image}\n    commands: [echo canary]\n    environment: { TOKEN: { from_secret: token } }\n`;
  writeFileSync(join(packed.project, '.woodpecker/build.yaml'), `when: { event: push }\nsteps:\n${step}`);
}

/** Runs a test; in CI snapshots are compared and never written. */
function runTest(name: string, test: string, config = {}): string {
  writeFileSync(join(packed.project, `${name}.test.ts`), test);
  const configFile = join(packed.project, `${name}.config.mjs`);
  writeFileSync(configFile, `export default ${JSON.stringify({ test: config })};`);
  return runTool('vitest/vitest.mjs', ['run', name, '--config', configFile], packed.project);
}

function snapshotOf(name: string): string {
  return readFileSync(join(packed.project, `__snapshots__/${name}.test.ts.snap`), 'utf8');
}

const PAGE = readFileSync(join(ROOT, 'docs/snapshot-tests.md'), 'utf8');

describe('docs/snapshot-tests.md', () => {
  const tests = blocksIn(PAGE, 'ts').filter((block) => block.includes("from 'vitest'"));

  it('has two tests', () => {
    expect(tests).toHaveLength(2);
  });

  it.each(tests.map((test, index) => [`documented-${index}`, test] as const))(
    '%s pins manifests, and fails when they change',
    (name, test) => {
      writeWorkflow('alpine');
      runTest(name, test, { update: 'new' });
      const pinned = snapshotOf(name);
      expect(pinned).toContain('\nkind: Pod\n');
      expect(pinned).toContain('      image: alpine\n');
      expect(pinned).toContain('# echo canary\n');
      runTest(name, test, { update: 'none' });
      expect(snapshotOf(name)).toBe(pinned);
      writeWorkflow('debian');
      expect(() => runTest(name, test, { update: 'none' })).toThrow(
        /-\s+image: alpine[\s\S]*\+\s+image: debian/,
      );
    },
  );
});

it('is a serializer for the whole project, named in the configuration of vitest', () => {
  writeWorkflow('alpine');
  const test = `import { makePod, resolveAgentOptions } from 'podwright';
import { expect, test } from 'vitest';
test('pod', () => expect(makePod({ name: 'a', uuid: 'u', image: 'b' }, resolveAgentOptions())).toMatchSnapshot());
`;
  runTest('configured', test, { snapshotSerializers: ['podwright/vitest'], update: 'new' });
  expect(snapshotOf('configured')).toContain('---\napiVersion: v1\nkind: Pod\nmetadata:\n');
});
