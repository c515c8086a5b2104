import fc from 'fast-check';
import { anyCharacter } from './any-string.ts';

/** Building blocks of YAML, JSON and files of variables, and texts that are hard on their readers. */
const PARTS = [
  ...[
    'steps',
    'when',
    'matrix',
    'image',
    'commands',
    'settings',
    'environment',
    'from_secret',
    'event',
    'labels',
  ],
  ...['depends_on', 'evaluate', 'include', 'exclude', 'backend_options', 'kubernetes', 'services', 'clone'],
  ...['a', 'push', 'true', '1', '1e99', '2024-01-01', '~', 'null', '__proto__', 'constructor', 'toString'],
  ...[
    '&x',
    '*x',
    '<<: *x',
    '<<',
    '!!str',
    '!!binary',
    '!a',
    '- ',
    ': ',
    '? ',
    ':',
    '\n',
    '\n  ',
    '\n    ',
    '\t',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|',
    '>',
    '|+',
    '>-2',
    '#',
    '%',
    '%YAML 1.2\n',
    '---\n',
    '...\n',
    '\\',
    '\\u0',
  ],
  ...[
    `\${A}`,
    `\${CI_COMMIT_SHA:0:7}`,
    `\${A##*b}`,
    `\${A/a/b}`,
    '$${',
    '$',
    '=',
    '**/*',
    '[a-',
    '(',
    '&&',
    '\u0000',
  ],
  ...['\ufeff', '\ud800', '\u2028', '\r', 'WOODPECKER_BACKEND_K8S_', '{"a": ', '-', '  '],
];

const part = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PARTS) },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 4 }) },
);

/** Texts made of such parts, or of anything. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.array(part, { maxLength: 60 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 60 }) },
);

const change = fc.record({
  kind: fc.constantFrom(
    'insert',
    'insert',
    'delete',
    'replace',
    'repeat-line',
    'swap-lines',
    'indent',
    'cut',
  ),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 20 }),
  part,
});

type Change = typeof change extends fc.Arbitrary<infer Made> ? Made : never;

/** Real texts with one to five places of them changed. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 5 }))
    .map(([text, changes]) => changes.reduce(changed, text));
}

function changed(text: string, { kind, at, length, part: inserted }: Change): string {
  const place = at % (text.length + 1);
  const rest = text.slice(place);
  const lines = text.split('\n');
  const line = at % lines.length;
  switch (kind) {
    case 'insert':
      return text.slice(0, place) + inserted + rest;
    case 'delete':
      return text.slice(0, place) + rest.slice(length);
    case 'replace':
      return text.slice(0, place) + inserted + rest.slice(length);
    case 'repeat-line':
      return lines.toSpliced(line, 0, lines[line] ?? '').join('\n');
    case 'swap-lines':
      return lines
        .toSpliced(line, 1)
        .toSpliced(length % lines.length, 0, lines[line] ?? '')
        .join('\n');
    case 'indent':
      return lines.with(line, `${' '.repeat(length)}${lines[line]}`).join('\n');
    case 'cut':
      return text.slice(0, place);
  }
}
