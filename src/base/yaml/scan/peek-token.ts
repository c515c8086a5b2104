import { fetchToken } from './fetch-token.ts';
import type { Scanner } from './scanner.ts';
import { isStillPossible } from './simple-keys.ts';
import { type Token, token } from './token.ts';

/** Consumed tokens that are kept, so not each one moves all others. */
const MOST_TAKEN = 1024;

/** The next token, which stays. */
export function peekToken(scanner: Scanner): Token {
  while (!scanner.ended && needsMore(scanner)) fetchToken(scanner);
  return scanner.tokens[scanner.head] ?? token('stream-end', scanner.text.length, scanner.text.length);
}

export function skipToken(scanner: Scanner): void {
  scanner.head++;
  scanner.taken++;
  if (scanner.head < MOST_TAKEN) return;
  // The last one stays, because the next one depends on it.
  scanner.tokens = scanner.tokens.slice(scanner.head - 1);
  scanner.head = 1;
}

/** The next token is final once nothing after it can make it a key. */
function needsMore(scanner: Scanner): boolean {
  if (scanner.head >= scanner.tokens.length - scanner.lookahead) return true;
  return scanner.simpleKeys.some(
    (key) => key.awaited && key.tokenNumber === scanner.taken && isStillPossible(key, scanner),
  );
}
