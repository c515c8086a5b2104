import type { SubjectChange } from '../../explain/compare/diff-releases.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';

/** Redacts the names in changes. The values of objects are redacted before they are compared. */
export function redactChanges(changes: readonly SubjectChange[], { text, json }: Redactor): SubjectChange[] {
  return changes.map((change) => ({
    ...change,
    title: change.title.replace(
      /^(.* of step |(?:verdict on the )?Service )(.*)$/s,
      (_, lead, name) => lead + text(name),
    ),
    ...(change.step === undefined ? {} : { step: text(change.step) }),
    ...(change.title === 'teardown'
      ? { fields: change.fields.map(({ field, ...values }) => ({ field: text(field), ...json(values) })) }
      : {}),
  }));
}
