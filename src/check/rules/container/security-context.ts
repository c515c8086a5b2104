import type { SecurityContext } from 'kubernetes-types/core/v1.js';
import { rulesOn } from '../../rule.ts';

const context = rulesOn<SecurityContext>('SecurityContext');

export const CONTAINER_SECURITY = [
  context('privileged-without-escalation', {
    verdict: 'invalid',
    field: '',
    message: '`privileged: true` contradicts `allowPrivilegeEscalation: false`.',
    help: 'Remove one of them.',
    check: ({ privileged, allowPrivilegeEscalation }, found) => {
      if (privileged === true && allowPrivilegeEscalation === false) found({});
    },
  }),
];
