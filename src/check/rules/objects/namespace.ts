import type { NamespaceSpec } from 'kubernetes-types/core/v1.js';
import { wrong } from '../../patterns.ts';
import { each, reportedAt } from '../../places.ts';
import { rulesOn } from '../../rule.ts';
import { named, QUALIFIED_NAME } from '../names.ts';

const rule = rulesOn<NamespaceSpec>('NamespaceSpec');

const FINALIZERS = reportedAt('finalizers', each('finalizers[]'));
const STANDARD = ['kubernetes', 'orphan', 'foregroundDeletion'];

export const NAMESPACES = [
  rule('finalizer-name-invalid', named(FINALIZERS, QUALIFIED_NAME, 'Invalid finalizer {value}.')),
  rule('finalizer-unknown', {
    verdict: 'invalid',
    message: 'Unknown finalizer {value}.',
    help: 'Use `kubernetes`, `orphan` or `foregroundDeletion`, or a name with a prefix such as `example.com/name`.',
    ...wrong(FINALIZERS, (name) => !name.includes('/') && !STANDARD.includes(name)),
  }),
];
