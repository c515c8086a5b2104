import { InputError } from '../io.ts';

// Without commander, which the playground cannot load.

/** Checks the value of a flag; a fault follows the name of the flag. */
export function checked(
  flag: string,
  faultOf: (text: string) => string | undefined,
): (text: string) => string {
  return (text) => {
    const fault = faultOf(text);
    if (fault === undefined) return text;
    throw new InputError(`${flag} ${fault}`);
  };
}

/** `NAME=VALUE` */
export const ASSIGNMENT = /^([^=]+)=(.*)$/s;

/**
 * The groups of a pattern in the value of a flag; missing ones are empty.
 *
 * @param form what to write. The error does not show the value, which may be a secret.
 */
export function partsOf(
  flag: string,
  text: string,
  pattern: RegExp,
  form: string,
): [string, string, string | undefined] {
  const match = pattern.exec(text);
  if (match === null) throw new InputError(`Invalid value for ${flag}. ${form}`);
  const [, first = '', second = '', third] = match;
  return [first, second, third];
}
