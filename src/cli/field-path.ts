import { tokensOf } from '../model/json-pointer.ts';

/** A JSON Pointer into an object as Kubernetes writes paths: `spec.containers[0].env[1].value`, `metadata.labels[a/b]`. */
export function fieldOf(pointer: string): string {
  return tokensOf(pointer)
    .map((token, index) => {
      if (/^\d+$/.test(token) || /[.[\]/\s]/.test(token) || token === '') return `[${token}]`;
      return index === 0 ? token : `.${token}`;
    })
    .join('');
}

/** The tokens of such a path; keys with dots stand in brackets, with or without quotes. */
export function fieldTokens(field: string): string[] {
  return [...field.matchAll(/\[("?)([^\]"]*)\1\]|([^.[\]]+)/g)].map(
    ([, , bracketed, plain]) => bracketed ?? plain ?? '',
  );
}
