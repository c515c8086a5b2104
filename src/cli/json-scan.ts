/** Something in a JSON text that parsing it would hide. */
export interface JsonFlaw {
  readonly kind: 'duplicate-key' | 'imprecise-number';
  /** The key, or the number as written. */
  readonly text: string;
  readonly line: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]|\n/gs;

/** Finds keys that stand twice in one object, and integers that a 64-bit float does not hold. The text is valid JSON. */
export function jsonFlaws(text: string): JsonFlaw[] {
  const flaws: JsonFlaw[] = [];
  const open: (Set<string> | undefined)[] = [];
  let line = 1;
  let previous = '';
  let beforePrevious = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '\n') {
      line += 1;
      continue;
    }
    const keys = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && keys !== undefined && (beforePrevious === '{' || beforePrevious === ',')) {
      const key = JSON.parse(previous) as string;
      if (keys.has(key)) flaws.push({ kind: 'duplicate-key', text: key, line });
      keys.add(key);
    } else if (/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))) {
      flaws.push({ kind: 'imprecise-number', text: token, line });
    }
    beforePrevious = previous;
    previous = token;
  }
  return flaws;
}
