import type { Toleration } from 'kubernetes-types/core/v1.js';
import { labelValueProblems } from '../../../base/text/kubernetes-names.ts';
import { oneOf } from '../../patterns.ts';
import { given } from '../../places.ts';
import { rulesOn } from '../../rule.ts';
import { LABEL_VALUE, named, QUALIFIED_NAME } from '../names.ts';

const rule = rulesOn<Toleration>('Toleration');

/** The server reports problems of the value at the operator. */
export const TOLERATION_RULES = [
  rule('toleration-key-invalid', named(given('key'), QUALIFIED_NAME, 'Invalid toleration key {value}.')),
  rule('toleration-key-missing', {
    verdict: 'invalid',
    field: 'operator',
    message: 'A toleration with the operator {operator} has no key.',
    help: 'Set `key`, or use the operator `Exists` to tolerate every taint.',
    check: ({ key, operator }) => !key && operator !== 'Exists' && { operator: operator ?? '' },
  }),
  rule('toleration-seconds-without-effect', {
    verdict: 'invalid',
    field: 'effect',
    message: '`tolerationSeconds` requires the effect `NoExecute`, not {effect}.',
    help: 'Use `effect: NoExecute`, or remove `tolerationSeconds`.',
    check: ({ effect, tolerationSeconds: seconds }) =>
      typeof seconds === 'number' && effect !== 'NoExecute' && { effect: effect ?? '' },
  }),
  rule(
    'toleration-effect-not-supported',
    oneOf(
      given('effect'),
      ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
      'Invalid toleration effect {value}.',
    ),
  ),
  rule('toleration-value-invalid', {
    verdict: 'invalid',
    field: 'operator',
    message: 'Invalid toleration value {value}.',
    help: LABEL_VALUE.help,
    check: ({ operator, value }) =>
      value && (!operator || operator === 'Equal') && labelValueProblems(value) !== 0 && { value },
  }),
  rule(
    'toleration-operator-not-supported',
    oneOf(given('operator'), ['Equal', 'Exists'], 'Invalid toleration operator {value}.'),
  ),
  rule('toleration-value-forbidden', {
    verdict: 'invalid',
    field: 'operator',
    message: 'A toleration with the operator `Exists` cannot have the value {value}.',
    help: 'Remove `value`, or use the operator `Equal`.',
    check: ({ operator, value }) => operator === 'Exists' && value && { value },
  }),
];
