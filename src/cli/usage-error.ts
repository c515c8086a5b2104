import { nearest } from '../base/text/nearest.ts';
import { oneLine } from '../base/text/printable.ts';

/**
 * An error of commander on one line, and its suggestion on another. Values are left out, because they may be secret: a
 * misspelled `--secret` has one too.
 *
 * @param text as commander writes it
 * @param flags the long flags that there are
 */
export function usageError(text: string, flags: readonly string[]): string {
  const [error = '', suggestion] = text.trimEnd().split(/\n(?=\(Did you mean [^\n]*$)/);
  const flag = /^error: unknown option '(--[^\s=']*|-[^'])/.exec(error)?.[1];
  if (flag !== undefined) {
    const known = nearest(flag, flags);
    return lines(`error: unknown option '${flag}'`, known && `(Did you mean ${known}?)`);
  }
  return lines(
    ECHOES.reduce((shown, [echo, without]) => shown.replace(echo, without), error),
    suggestion,
  );
}

/** The errors of commander that show a value. It may have quotes and line breaks in it. */
const ECHOES: readonly (readonly [RegExp, string])[] = [
  [/^error: option '([^']*)' argument '.*' is invalid\./s, "error: option '$1' argument is invalid."],
  [/^error: command-argument value '.*' is invalid for/s, 'error: command-argument value is invalid for'],
  [/^error: unknown command '.*'/s, 'error: unknown command'],
];

function lines(...texts: readonly (string | undefined)[]): string {
  return texts.flatMap((text) => (text ? oneLine(text) : [])).join('\n');
}
