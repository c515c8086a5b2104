import { fullStep } from './full-step.mjs';

/** A compiled workflow of so many full steps, ten to a stage. */
export function compiledWorkflow(count) {
  const steps = Array.from({ length: count }, (_, index) => ({
    ...fullStep,
    name: `step-${index}`,
    uuid: `01J3Z8Q4V7W9X2Y5A6${String(index).padStart(8, '0')}`,
  }));
  const pipeline = [];
  for (let start = 0; start < count; start += 10) pipeline.push({ steps: steps.slice(start, start + 10) });
  return { pipeline, volume: 'wp_01j3z8q4_default', network: 'wp_01j3z8q4_default' };
}

/** A workflow file of 300 lines. */
export function workflowFile() {
  const lines = ['when:', '  - event: push', '    branch: main', '', 'steps:'];
  for (let index = 0; lines.length + 14 <= 300; index++) lines.push(...stepLines(index));
  while (lines.length < 300) lines.push('# The end.');
  return `${lines.join('\n')}\n`;
}

/** Fourteen lines of a step as people write them. */
function stepLines(index) {
  return [
    `  - name: step-${index}`,
    '    image: golang:1.23',
    '    environment:',
    '      CGO_ENABLED: "0"',
    `      BRANCH: \${CI_COMMIT_BRANCH}`,
    '    commands:',
    '      - go vet ./...',
    `      - go test ./part-${index}/...`,
    '    when:',
    '      - event: [push, pull_request]',
    '        path: ["**/*.go", go.mod]',
    '    backend_options:',
    '      kubernetes:',
    '        serviceAccountName: builder',
  ];
}

export const compileInput = {
  metadata: {
    repo: { id: 12, name: 'harbor', owner: 'tidal', org_id: 5, default_branch: 'main' },
    curr: {
      number: 128,
      created: 1718000000,
      event: 'push',
      commit: { sha: '9f8e7d6c', ref: 'refs/heads/main', branch: 'main', changed_files: ['main.go'] },
    },
  },
  release: '3.17',
};
