import type { Toleration } from 'kubernetes-types/core/v1.js';
import { labelValueProblems, qualifiedNameProblems } from '../../../base/text/kubernetes-names.ts';
import { rulesOn } from '../../rule.ts';
import { LABEL_VALUE, QUALIFIED_NAME, reportName } from '../names.ts';

const rule = rulesOn<Toleration>('Toleration');

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** The server reports problems of the value at the operator. */
export const TOLERATION_RULES = [
  rule('toleration-key-invalid', {
    verdict: 'invalid',
    field: 'key',
    message: 'Invalid toleration key {value}.',
    ...QUALIFIED_NAME,
    check: ({ key }, found) => {
      if (key) reportName(found, qualifiedNameProblems(key), key);
    },
  }),
  rule('toleration-key-missing', {
    verdict: 'invalid',
    field: 'operator',
    message: 'A toleration with the operator {operator} has no key.',
    help: 'Set `key`, or use the operator `Exists` to tolerate every taint.',
    check: ({ key, operator }, found) => {
      if (!key && operator !== 'Exists') found({ operator: operator ?? '' });
    },
  }),
  rule('toleration-seconds-without-effect', {
    verdict: 'invalid',
    field: 'effect',
    message: '`tolerationSeconds` requires the effect `NoExecute`, not {effect}.',
    help: 'Use `effect: NoExecute`, or remove `tolerationSeconds`.',
    check: ({ effect, tolerationSeconds: seconds }, found) => {
      if (typeof seconds === 'number' && effect !== 'NoExecute') found({ effect: effect ?? '' });
    },
  }),
  rule('toleration-effect-not-supported', {
    verdict: 'notSupported',
    field: 'effect',
    message: 'Invalid toleration effect {value}.',
    help: 'Use `NoSchedule`, `PreferNoSchedule` or `NoExecute`.',
    check: ({ effect }, found) => {
      if (effect && !EFFECTS.includes(effect)) found({ value: effect });
    },
  }),
  rule('toleration-value-invalid', {
    verdict: 'invalid',
    field: 'operator',
    message: 'Invalid toleration value {value}.',
    help: LABEL_VALUE.help,
    check: ({ operator, value }, found) => {
      if (value && (!operator || operator === 'Equal') && labelValueProblems(value) !== 0) found({ value });
    },
  }),
  rule('toleration-operator-not-supported', {
    verdict: 'notSupported',
    field: 'operator',
    message: 'Invalid toleration operator {value}.',
    help: 'Use `Equal` or `Exists`.',
    check: ({ operator }, found) => {
      if (operator && operator !== 'Equal' && operator !== 'Exists') found({ value: operator });
    },
  }),
  rule('toleration-value-forbidden', {
    verdict: 'invalid',
    field: 'operator',
    message: 'A toleration with the operator `Exists` cannot have the value {value}.',
    help: 'Remove `value`, or use the operator `Equal`.',
    check: ({ operator, value }, found) => {
      if (operator === 'Exists' && value) found({ value });
    },
  }),
];
