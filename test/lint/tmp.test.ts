import { gunzipSync } from 'node:zlib';
import { test } from 'vitest';
import { lintWorkflow, planWorkflow } from '../../src/index.ts';
import { recordedRuns } from '../ledger/support.ts';
import { readRecording } from '../support/recorded.ts';

const norm = (o: unknown): string => JSON.stringify(sort(JSON.parse(JSON.stringify(o))));
function sort(v: any, k = ''): any {
  if (Array.isArray(v)) {
    const l = v.map((x) => sort(x));
    return k === 'env'
      ? l
          .map((e: any) => (e.name === 'CI_SCRIPT' && e.value ? { ...e, value: '<script>' } : e))
          .sort((a: any, b: any) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      : l;
  }
  if (v && typeof v === 'object')
    return Object.fromEntries(
      Object.keys(v)
        .sort()
        .map((q) => [q, sort(v[q], q)]),
    );
  return v;
}
test('x', () => {
  const verdicts = new Map<string, any>();
  for (const c of readRecording<any>('acceptance')) verdicts.set(norm(c.object), c);
  let known = 0,
    refused = 0,
    missed: Record<string, number> = {},
    ids: Record<string, string> = {},
    falseCount: Record<string, number> = {},
    fids: Record<string, string> = {},
    accepted = 0;
  for (const { id, workflow, agent, environment, taskUuid } of recordedRuns()) {
    const plan = planWorkflow(workflow, agent, { taskUuid });
    const objects = [...plan.setup, ...plan.steps.flatMap((s) => s.objects)];
    const vs = objects.map((o) => verdicts.get(norm(o)));
    const bad = vs.filter((v) => v && !v.accepted);
    const d = lintWorkflow(workflow, agent, { taskUuid, environment });
    known += vs.filter(Boolean).length;
    const errors = d.filter((x) => x.severity === 'error');
    if (bad.length) {
      refused++;
      if (!errors.length)
        for (const e of bad[0].errors) {
          const k = e.type + ' ' + e.field.replace(/\d+/g, 'N').replace(/\[(cpu|memory)[^\]]*\]/, '[r]');
          missed[k] = (missed[k] ?? 0) + 1;
          ids[k] ??= id;
        }
    } else if (
      vs.every(Boolean) &&
      !plan.setupError &&
      plan.steps.every((s) => !s.error && !s.optionsError)
    ) {
      accepted++;
      for (const c of new Set(errors.map((e) => e.code))) {
        falseCount[c] = (falseCount[c] ?? 0) + 1;
        fids[c] ??= id;
      }
    }
  }
  console.log({ known, refused, accepted });
  console.log('MISSED');
  for (const k of Object.keys(missed)) console.log(k, missed[k], ids[k]);
  console.log('ERR ON ACCEPTED');
  for (const k of Object.keys(falseCount)) console.log(k, falseCount[k], fids[k]);
});
