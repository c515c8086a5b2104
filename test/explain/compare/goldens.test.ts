import { describe, test } from 'vitest';
import {
  type Cause,
  type CompiledWorkflow,
  diffReleases,
  type Release,
  type SubjectChange,
} from '../../../src/index.ts';
import { casesIn } from '../../goldens/support/golden-case.ts';
import { expectGoldens } from '../../goldens/support/golden-files.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

interface Side {
  readonly release: Release;
  readonly agent?: Readonly<Record<string, string>>;
}

interface Input {
  readonly description: string;
  readonly from: Side;
  readonly to: Side;
  readonly workflow: CompiledWorkflow;
}

describe('the whole difference', () => {
  test.each(casesIn<Input>('fixtures/compare'))(
    '$name: $input.description',
    ({ folder, input: { from, to, workflow } }) => {
      const side = ({ release, agent = {} }: Side) => deepFrozen({ release, environment: agent });
      const changes = diffReleases(deepFrozen(workflow), { from: side(from), to: side(to) });
      expectGoldens(folder, new Map([['diff.txt', changes.map(textOf).join('\n')]]));
    },
  );
});

/** Fields of one cause that follow each other are below it. */
function textOf({ title, change, fields }: SubjectChange): string {
  let text = `${title}: ${change}\n`;
  let previous = '';
  for (const { field, before, after, cause } of fields) {
    const because = causeText(cause);
    if (because !== previous) text += `  ${because}\n`;
    previous = because;
    text += `    ${field}: ${valueText(before)} > ${valueText(after)}\n`;
  }
  return text;
}

function valueText(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function causeText(cause: Cause): string {
  if (cause.kind === 'release' || cause.kind === 'kubernetes') return cause.kind;
  if (cause.kind === 'variable') return cause.variable;
  const { feature, since, until, restoredBy } = cause;
  const restored = restoredBy === undefined ? '' : `, restored by ${restoredBy}`;
  return `${feature} (${since} to ${until ?? 'now'})${restored}`;
}
