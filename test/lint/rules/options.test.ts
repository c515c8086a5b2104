import { describe, expect, it } from 'vitest';
import { lintWorkflow, makePod, resolveAgentOptions, type Step } from '../../../src/index.ts';

const agent = resolveAgentOptions({ release: '3.17' });

describe('workspaceVolume', () => {
  const services: Step[] = ['claim:', 'claim:/w', '/w', 'claim', ':', '', 'claim:/w:ro'].flatMap((volume) =>
    [undefined, '', '/w', 'claim'].map((workspace_base) => ({
      name: 'db',
      image: 'postgres',
      type: 'service',
      volumes: [volume],
      ...(workspace_base !== undefined && { workspace_base }),
    })),
  );

  it('is reported as ignored if it changes no mount, and only then', () => {
    for (const step of services) {
      const without = { ...step, backend_options: { kubernetes: { workspaceVolume: false } } };
      const isIgnored = lintWorkflow({ pipeline: [{ steps: [without] }], volume: 'v' }, agent).some(
        ({ code }) => code === 'workspace-volume-ignored',
      );
      expect([step, isIgnored]).toEqual([step, mounts(step) === mounts(without)]);
    }
  });

  function mounts(step: Step): string {
    try {
      return JSON.stringify(makePod(step, agent).spec?.volumes);
    } catch {
      return 'failed';
    }
  }
});

describe('keys of options', () => {
  it.each(['securityContext', '\u017fecurityContext', 'SECURITYCONTEXT'])(
    'are the same to the agent in any case, by the rules of Go: %s',
    (name) => {
      const backend_options = { kubernetes: { [name]: { runAsUser: 'me', fsGroup: 7 } } };
      const step = { name: 'a', image: 'b', backend_options };
      const codes = lintWorkflow({ pipeline: [{ steps: [step] }], volume: 'v' }, agent).map(
        ({ code }) => code,
      );
      expect(codes).toContain('option-lost-with-sibling');
    },
  );
});
