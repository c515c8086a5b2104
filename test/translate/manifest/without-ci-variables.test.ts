import { expect, it } from 'vitest';
import { renderWorkflow } from '../../../src/vitest.ts';
import { run } from '../../support/memory-io.ts';

const WORKFLOW = `skip_clone: true
when: { event: push }
steps:
  - name: test
    image: alpine
    commands: [ls]
    environment: { CIVIL: kept, DRONE_MINE: hidden }
`;

it('hides the variables of the pipeline and keeps the others', () => {
  const names = (yaml: string) => [...yaml.matchAll(/^ +- name: ([A-Z_]+)$/gm)].map(([, name]) => name);
  const all = names(renderWorkflow(WORKFLOW));
  const kept = names(renderWorkflow(WORKFLOW, { hideCiVariables: true }));
  expect(all).toEqual(expect.arrayContaining(['CI_REPO', 'CI_SCRIPT', 'CIVIL', 'DRONE_MINE']));
  expect(kept).toEqual(['CIVIL', 'CI_SCRIPT', 'SHELL']);
});

it('does the same for the command line', () => {
  const { out } = run(['render', '-', '--only', 'pod', '--hide-ci-variables'], { stdin: WORKFLOW });
  expect(out).toContain('name: CIVIL');
  expect(out).not.toContain('CI_REPO');
});
