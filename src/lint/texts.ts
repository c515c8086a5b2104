import { isQuick, parseQuantity } from '../base/quantity/parse-quantity.ts';
import type { Rule, RuleTable } from '../diagnostics/diagnostic.ts';
import type { TranslationErrorCode } from '../translate/resources/translation-error.ts';
import { EXPECTATIONS } from '../translate/schema/schema-node.ts';

/** Decimal places of a quantity's shift that the API types calculate within seconds: up, and down. */
const LARGEST_SHIFT = 100_000;
const SMALLEST_SHIFT = -10_000_000;

/**
 * Whether the agent hangs on a quantity: without the quick arithmetic, it writes out each power of ten of the exponent.
 * Of an exponent it keeps 32 bits, so a positive one can become negative.
 */
export function hangsAgent(text: string): boolean {
  const quantity = parseQuantity(text);
  if (quantity === undefined || isQuick(quantity) || /^0*$/.test(quantity.digits)) return false;
  const shift = quantity.exponent - quantity.fractionLength;
  return shift > LARGEST_SHIFT || shift < SMALLEST_SHIFT;
}

/** The approximate amount of a quantity, precise enough to compare; undefined for other strings. */
export function amountOf(text: string): number | undefined {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return undefined;
  const { negative, digits, fractionLength, exponent, binaryExponent } = quantity;
  const magnitude = Number(`${digits}e${exponent - fractionLength}`) * 2 ** binaryExponent;
  return negative ? -magnitude : magnitude;
}

/** Problems of the files from which the agent's environment is read. */
export const INPUT_MESSAGES = {
  'agent-env-unknown': {
    severity: 'warning',
    message: 'The value of `{variable}` is unknown, because it comes from `valueFrom`.',
    note: 'Reports assume that the variable is not set.',
    help: 'Pass `--set {variable:text}=VALUE`.',
  },
  'agent-env-source-unknown': {
    severity: 'info',
    message: 'The variables of {source} are unknown, because it is not among the files.',
    help: 'Pass a file with it as another `--agent-env`, before this one.',
  },
  'agent-env-not-text': {
    severity: 'warning',
    message: 'The value of `{variable}` is not a string.',
    note: '{effect:text}',
    help: ['Write `{quoted}`.', 'Write its YAML as a string.'],
    words: {
      effect: {
        rejected: 'Kubernetes rejects the manifest.',
        garbled: 'The chart passes it on in the notation of Go, which the agent cannot parse.',
      },
    },
  },
  'key-unknown': {
    severity: 'warning',
    at: 'key',
    message: 'Unknown key `{key}`.',
    note: 'The {reader:text} ignores it.',
    help: 'Did you mean `{nearest}`?',
  },
  'key-missing': {
    severity: 'error',
    message: '`{key}` is missing.',
    note: 'Every step has a `name` and an `image`.',
  },
  'value-wrong-type': {
    severity: 'error',
    message: '`{key}` is {found:text}; expected {expected:text}.',
    note: 'No agent decodes it.',
    words: { expected: EXPECTATIONS },
  },
  unreadable: { severity: 'error', message: 'The file or its workflow cannot be read.' },
  'option-invalid': { severity: 'error', message: 'Invalid value for an option of the library.' },
} as const satisfies RuleTable;

/** Diagnostics of {@link planWorkflow} and its like, by the codes of failures. Their texts come with the failure. */
export const PLAN_MESSAGES: Readonly<Record<TranslationErrorCode | 'option-not-decoded', Rule>> = {
  'invalid-name': {
    severity: 'error',
    message: 'No valid name of an object, of a volume or of a label can be made from the string.',
  },
  'invalid-quantity': { severity: 'error', message: 'A request or limit is not a quantity.' },
  'panic-quantity': {
    severity: 'error',
    message: 'The size of volumes is not a quantity. The agent crashes.',
  },
  'invalid-image': {
    severity: 'error',
    message: 'The registry of a step with credentials cannot be determined from its image.',
  },
  'missing-ports': {
    severity: 'error',
    message: 'A service has no ports. Agents of 3.10 to 3.12 need them.',
  },
  panic: { severity: 'error', message: 'A value that the agent relies on is missing. The agent crashes.' },
  'already-exists': {
    severity: 'error',
    message: 'The workflow created an object with this kind and name before.',
  },
  'wrong-type': { severity: 'error', message: 'The agent cannot decode a value, because its type is wrong.' },
  'option-not-decoded': {
    severity: 'warning',
    message: 'The agent ignores an option, because it cannot decode the value.',
  },
};
