import type { NamespaceSpec } from 'kubernetes-types/core/v1.js';
import { qualifiedNameProblems } from '../../../base/text/kubernetes-names.ts';
import { rulesOn } from '../../rule.ts';
import { QUALIFIED_NAME, reportName } from '../names.ts';

const rule = rulesOn<NamespaceSpec>('NamespaceSpec');

const STANDARD = ['kubernetes', 'orphan', 'foregroundDeletion'];

export const NAMESPACES = [
  rule('finalizer-name-invalid', {
    verdict: 'invalid',
    field: 'finalizers',
    message: 'Invalid finalizer {value}.',
    ...QUALIFIED_NAME,
    check: ({ finalizers }, found) => {
      for (const [index, name] of (finalizers ?? []).entries())
        reportName(found, qualifiedNameProblems(name ?? ''), name ?? '', ['finalizers', index], 'finalizers');
    },
  }),
  rule('finalizer-unknown', {
    verdict: 'invalid',
    field: 'finalizers',
    message: 'Unknown finalizer {value}.',
    help: 'Use `kubernetes`, `orphan` or `foregroundDeletion`, or a name with a prefix such as `example.com/name`.',
    check: ({ finalizers }, found) => {
      for (const [index, name] of (finalizers ?? []).entries()) {
        if (!name?.includes('/') && !STANDARD.includes(name ?? ''))
          found({ value: name ?? '' }, ['finalizers', index], 'finalizers');
      }
    },
  }),
];
