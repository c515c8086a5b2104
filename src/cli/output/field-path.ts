import { tokensOf } from '../../base/json/json-pointer.ts';

/** A JSON Pointer into an object as Kubernetes writes paths: `spec.containers[0].env[1].value`, `metadata.labels[a/b]`. */
export function fieldPath(pointer: string): string {
  return tokensOf(pointer)
    .map((token, index) => {
      if (/^\d+$/.test(token) || /[.[\]/\s]/.test(token) || token === '') return `[${token}]`;
      return index === 0 ? token : `.${token}`;
    })
    .join('');
}

/** The tokens of such a path; keys with dots are in brackets, with or without quotes. */
export function fieldTokens(field: string): string[] {
  const tokens: string[] = [];
  const lastEnd = field.lastIndexOf(']');
  let at = 0;
  while (at < field.length) {
    if (field.charAt(at) === '[' && at < lastEnd) {
      const end = field.indexOf(']', at);
      tokens.push(field.slice(at + 1, end).replace(/^"([^"]*)"$/, '$1'));
      at = end + 1;
    } else {
      const end = endOfName(field, at);
      if (end > at) tokens.push(field.slice(at, end));
      at = Math.max(end, at + 1);
    }
  }
  return tokens;
}

function endOfName(field: string, start: number): number {
  let end = start;
  while (end < field.length && !'.[]'.includes(field.charAt(end))) end += 1;
  return end;
}
