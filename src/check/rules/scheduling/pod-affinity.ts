import type { Pod, PodAffinityTerm } from 'kubernetes-types/core/v1.js';
import { required } from '../../patterns.ts';
import { both, each, type Places, reportedAt, serverPath, where } from '../../places.ts';
import { type Loose, type PathToken, rulesOn, rulesOnDerived } from '../../rule.ts';
import { DNS_LABEL, LABEL_VALUE, named, QUALIFIED_NAME } from '../names.ts';

type Term = Loose<PodAffinityTerm>;

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const rule = rulesOn<PodAffinityTerm>('PodAffinityTerm');

/** A term of a Pod with the expressions that its selector gets from the labels of the Pod. */
interface PlacedTerm {
  readonly term: Term;
  readonly at: readonly PathToken[];
  readonly added: readonly { readonly key: string; readonly value: string }[];
}

/** The terms that have `matchLabelKeys` or `mismatchLabelKeys`. */
const withKeys = rulesOnDerived<Pod, readonly PlacedTerm[]>('Pod', ({ metadata, spec }) => {
  const affinity = spec?.affinity;
  if (!affinity?.podAffinity && !affinity?.podAntiAffinity) return undefined;
  const labels = metadata?.labels ?? {};
  const terms: PlacedTerm[] = [];
  for (const kind of ['podAffinity', 'podAntiAffinity'] as const) {
    const add = (term: Term | null | undefined, ...at: PathToken[]): void => {
      if (term && keyLists(term).length > 0)
        terms.push(placed(term, ['spec', 'affinity', kind, ...at], labels));
    };
    for (const [index, term] of (affinity[kind]?.[REQUIRED] ?? []).entries()) add(term, REQUIRED, index);
    for (const [index, weighted] of (affinity[kind]?.[PREFERRED] ?? []).entries())
      add(weighted?.podAffinityTerm, PREFERRED, index, 'podAffinityTerm');
  }
  return terms.length > 0 ? terms : undefined;
});

function keyLists(term: Term): ('matchLabelKeys' | 'mismatchLabelKeys')[] {
  return (['matchLabelKeys', 'mismatchLabelKeys'] as const).filter((list) => term[list]?.length);
}

function placed(
  term: Term,
  at: readonly PathToken[],
  labels: Readonly<Record<string, string | null | undefined>>,
): PlacedTerm {
  const keys = term.labelSelector ? [...keysIn(term.matchLabelKeys), ...keysIn(term.mismatchLabelKeys)] : [];
  const added = keys.filter((key) => Object.hasOwn(labels, key));
  return { term, at, added: added.map((key) => ({ key, value: labels[key] ?? '' })) };
}

function keysIn(keys: readonly (string | null)[] | null | undefined): string[] {
  return Array.from(keys ?? [], (key) => key ?? '');
}

/** The keys of terms with a selector. */
const LABEL_KEYS = where(
  both(each('matchLabelKeys[]'), each('mismatchLabelKeys[]')),
  ({ labelSelector }: Term) => Boolean(labelSelector),
);

/** The keys or values of the added expressions, which come after those of the author. */
function added(
  field: string,
  kind: 'key' | 'value',
  ...end: PathToken[]
): Places<readonly PlacedTerm[], string> {
  return {
    field: `...labelSelector.matchExpressions[].${field}`,
    visit: (terms, see) => {
      for (const { term, at, added } of terms) {
        const written = term.labelSelector?.matchExpressions?.length ?? 0;
        for (const [index, expression] of added.entries())
          see(expression[kind], [...at, 'labelSelector', 'matchExpressions', written + index, ...end]);
      }
    },
  };
}

export const POD_AFFINITY = [
  rule(
    'affinity-namespace-invalid',
    named(
      reportedAt('namespace', each('namespaces[]')),
      DNS_LABEL,
      'Invalid namespace {value} in a pod affinity.',
    ),
  ),
  rule(
    'topology-key-missing',
    required(
      'topologyKey',
      'The pod affinity has no `topologyKey`.',
      'Set `topologyKey` to a label of nodes, such as `kubernetes.io/hostname`.',
    ),
  ),
  rule('topology-key-invalid', named(each('topologyKey'), QUALIFIED_NAME)),
  rule('label-selector-missing', {
    ...required(
      'labelSelector',
      'The pod affinity has no `labelSelector`, so it matches no Pod.',
      'Add a `labelSelector`.',
    ),
    verdict: 'server-warning',
  }),
  rule('match-label-keys-ignored', {
    verdict: 'warning',
    field: 'matchLabelKeys',
    message: 'Kubernetes before 1.31 ignores `matchLabelKeys` and `mismatchLabelKeys`.',
    note: 'The feature gate `MatchLabelKeysInPodAffinity` is off by default, and the API server drops the fields silently.',
    help: 'Update the cluster to 1.31, or enable the feature gate.',
    through: '1.30',
    check: (term, found) => {
      for (const list of keyLists(term)) found({}, [list]);
    },
  }),
  rule('match-label-keys-forbidden', {
    verdict: 'forbidden',
    field: 'matchLabelKeys',
    message: 'Label keys require a `labelSelector`.',
    help: 'Add a `labelSelector`, or remove `matchLabelKeys` and `mismatchLabelKeys`.',
    since: '1.31',
    check: (term, found) => {
      if (!term.labelSelector) for (const list of keyLists(term)) found({}, [list]);
    },
  }),
  rule('match-label-key-invalid', {
    ...named(LABEL_KEYS, QUALIFIED_NAME, 'Invalid label key {value}.'),
    since: '1.31',
  }),
  rule('match-label-key-repeated', {
    verdict: 'invalid',
    field: 'matchLabelKeys[]',
    message: 'The key {value} is in both `matchLabelKeys` and `mismatchLabelKeys`.',
    help: 'Remove the key from one of them.',
    since: '1.31',
    check: ({ matchLabelKeys, mismatchLabelKeys }, found) => {
      if (!matchLabelKeys?.length || !mismatchLabelKeys?.length) return;
      const mismatched = new Set(keysIn(mismatchLabelKeys));
      for (const [index, value] of keysIn(matchLabelKeys).entries())
        if (mismatched.has(value)) found({ value }, ['matchLabelKeys', index]);
    },
  }),
  withKeys('match-label-key-in-selector', {
    verdict: 'invalid',
    field: '[]',
    message: 'The key {value} of `matchLabelKeys` is in the `labelSelector` already.',
    note: 'The server adds each key that is a label of the Pod to the selector, so a key listed twice is rejected as well.',
    help: 'Remove the key from `matchLabelKeys` or from the `labelSelector`.',
    since: '1.31',
    // The server names the term, with the last index of the key in `matchLabelKeys`.
    check: (terms, found) => {
      for (const { term, at, added } of terms) {
        const places = new Map(keysIn(term.matchLabelKeys).map((key, index) => [key, index]));
        if (places.size === 0 || !term.labelSelector) continue;
        const seen = new Set(Object.keys(term.labelSelector.matchLabels ?? {}));
        const written = Array.from(term.labelSelector.matchExpressions ?? [], (each) => each?.key ?? '');
        for (const value of [...written, ...added.map(({ key }) => key)]) {
          const last = places.get(value);
          if (last !== undefined && seen.has(value))
            found({ value }, [...at, 'matchLabelKeys', last], serverPath([...at, last]));
          seen.add(value);
        }
      }
    },
  }),
  // The server checks the expressions that it adds like those of the author.
  withKeys('selector-key-invalid', {
    ...named(added('key', 'key', 'key'), QUALIFIED_NAME, 'Invalid selector key {value}.'),
    since: '1.31',
  }),
  withKeys('selector-value-invalid', {
    ...named(added('values[]', 'value', 'values', 0), LABEL_VALUE, 'Invalid selector value {value}.'),
    since: '1.31',
  }),
];
