import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface FrontendRecording {
  id: string;
  input: { yaml?: string; env?: Record<string, string> };
  output: {
    fatal: boolean;
    panic?: boolean;
    errors: { type: string; warning: boolean; field: string | null }[];
    workflows: { config: { pipeline: { steps: RecordedStep[] }[] } }[];
  };
}

export interface RecordedStep {
  name: string;
  commands?: string[];
  environment?: Record<string, string>;
}

/** The recorded cases whose id starts with a prefix and that have a single workflow file. */
export function frontendRecordings(release: '3.0' | '3.17', prefix: string): FrontendRecording[] {
  const url = new URL(`../../../fixtures/recorded/frontend-${release}.jsonl.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(url)).toString('utf8').trim().split('\n');
  const cases = lines.map((line) => JSON.parse(line) as FrontendRecording);
  return cases.filter(({ id, input }) => id.startsWith(prefix) && input.yaml !== undefined);
}

/** The variables of substitution: those of the server, and the built-in ones as a recorded step shows them. */
export function substitutionVariables({ input, output }: FrontendRecording): Map<string, string> {
  const variables = new Map(Object.entries(input.env ?? {}));
  const steps = output.workflows.flatMap((workflow) =>
    workflow.config.pipeline.flatMap(({ steps }) => steps),
  );
  for (const [name, value] of Object.entries(steps[0]?.environment ?? {})) {
    if (/^CI(_|$)/.test(name) && name !== 'CI_WORKSPACE' && name !== 'CI_STEP_NAME')
      variables.set(name, value);
  }
  return variables;
}
