import { expect, it } from 'vitest';
import { lintWorkflow, makePod, resolveAgentOptions, type Step } from '../../../src/index.ts';

const agent = resolveAgentOptions({ release: '3.17', allowNativeSecrets: true });

it('names the variable of a Kubernetes Secret as the Pod does', () => {
  for (const key of ['token', 'straße', 'ﬁx', 'ǆ', 'ΐ', 'ı']) {
    const step: Step = {
      name: 'build',
      image: 'golang',
      backend_options: { kubernetes: { secrets: [{ name: 's', key }] } },
    };
    const env = makePod(step, agent).spec?.containers[0]?.env ?? [];
    const name = env.find(({ valueFrom }) => valueFrom !== undefined)?.name ?? '';
    const twice = { ...step, environment: { [name]: 'set' } };
    const findings = lintWorkflow({ pipeline: [{ steps: [twice] }], volume: 'v' }, agent);
    expect(findings.filter(({ code }) => code === 'secret-variable-repeated')[0]?.args, key).toEqual({
      name,
    });
  }
});
