import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteLength, exceedsBytes } from '../../src/base/encoding/byte-length.ts';
import { isFractional, quantityValue, roundUpToMilli } from '../../src/base/quantity/quantity-value.ts';
import {
  configKeyProblems,
  labelProblems,
  labelValueProblems,
  NAME_PROBLEM,
  qualifiedNameProblems,
  searchDomainProblems,
  serviceNameProblems,
  subdomainProblems,
} from '../../src/base/text/kubernetes-names.ts';
import { ipAddressForm } from '../../src/check/ip-address.ts';

describe('quantities', () => {
  it('are read as the recorded parser reads them', () => {
    const file = new URL('../../fixtures/recorded/quantities.json', import.meta.url);
    const cases = JSON.parse(readFileSync(file, 'utf8')) as {
      input: string;
      canonical?: string;
      error?: true;
    }[];
    const differing = cases.filter(({ input, canonical, error }) => {
      const value = quantityValue(input);
      if (error === true || value === undefined) return (value === undefined) !== (error === true);
      const written = quantityValue(canonical ?? '')?.nano;
      return value.nano !== written && withoutLostSuffix(value.nano) !== written;
    });
    console.log(`quantities: ${cases.length - differing.length} of ${cases.length} agree`);
    expect(differing).toEqual([]);
  });

  it('are exact, whatever their size', () => {
    expect(quantityValue('0.1Gi')?.nano).toBe(107_374_182_400_000_000n);
    expect(quantityValue('100E')?.nano).toBe(10n ** 29n);
    expect(quantityValue('100Ei')?.nano).toBe((2n ** 63n - 1n) * 10n ** 9n);
    expect(quantityValue('-1.5n')?.nano).toBe(-2n);
    expect(quantityValue('1e-400')?.nano).toBe(1n);
    expect(quantityValue(`1e${'9'.repeat(30)}`)).toBeUndefined();
  });

  it('are rounded away from zero to milli', () => {
    const rounded = (text: string) => roundUpToMilli(quantityValue(text) ?? { nano: 0n, big: false }).nano;
    expect(rounded('1n')).toBe(10n ** 6n);
    expect(rounded('-1n')).toBe(-(10n ** 6n));
    expect(rounded('1001m')).toBe(1001n * 10n ** 6n);
  });

  it.each([
    ['1', false],
    ['1500m', true],
    ['0.1Gi', true],
    ['100E', false],
    ['100Ei', false],
    ['1234567890123456789', true],
  ])('%s has a fraction of a byte: %s', (text, fractional) => {
    expect(isFractional(quantityValue(text) ?? { nano: 0n, big: false })).toBe(fractional);
  });
});

/** The writer of canonical texts knows no suffix beyond E: from 10^21 on it drops whole thousands. */
function withoutLostSuffix(nano: bigint): bigint {
  if (nano === 0n || nano % 10n ** 30n !== 0n) return nano;
  let rest = nano / 10n ** 30n;
  while (rest % 1000n === 0n) rest /= 1000n;
  return rest * 10n ** 9n;
}

describe('names', () => {
  const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
  const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
  const text = fc.string({ unit: fc.constantFrom(...'aZ09-_./é \n'), maxLength: 9 });

  it('are judged as their grammar says', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(labelProblems(name) === 0).toBe(DNS_LABEL.test(name));
        expect(serviceNameProblems(name) === 0).toBe(DNS_LABEL.test(name) && /^[a-z]/.test(name));
        expect(subdomainProblems(name) === 0).toBe(name.split('.').every((part) => DNS_LABEL.test(part)));
        expect(searchDomainProblems(name) === 0).toBe(
          name.split('.').every((part) => /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(part)),
        );
        expect(labelValueProblems(name) === 0).toBe(name === '' || NAME_PART.test(name));
        expect(configKeyProblems(name) === 0).toBe(
          /^[-._a-zA-Z0-9]+$/.test(name) && !/^(\.$|\.\.)/.test(name),
        );
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  it.each([
    ['', ['malformed', 'empty']],
    ['/', ['malformed', 'empty', 'prefixEmpty']],
    ['/a', ['prefixEmpty']],
    ['a/', ['malformed', 'empty']],
    ['A/a', ['prefixMalformed']],
    ['a/b/c', ['tooManySlashes']],
    [`${'a'.repeat(254)}/${'b'.repeat(64)}`, ['tooLong', 'prefixTooLong']],
  ])('qualified name %j', (name, problems) => {
    const found = Object.entries(NAME_PROBLEM).filter(([, bit]) => (qualifiedNameProblems(name) & bit) !== 0);
    expect(found.map(([problem]) => problem)).toEqual(problems);
  });

  it('have the length of their UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 20 }), (name, limit) => {
        expect(byteLength(name)).toBe(Buffer.byteLength(name));
        expect(exceedsBytes(name, limit)).toBe(Buffer.byteLength(name) > limit);
      }),
      { numRuns: 300, seed: 4 },
    );
    expect(byteLength('\ud800a\udc00')).toBe(7);
  });
});

describe('addresses', () => {
  it.each([
    ['1.2.3.4', 'canonical'],
    ['01.2.3.4', 'unusual'],
    ['1.2.3.256', 'invalid'],
    ['1.2.3', 'invalid'],
    ['1.2.3.4.5', 'invalid'],
    ['255.255.255.255', 'canonical'],
    ['1.2.3.', 'invalid'],
    ['1.2.3.4/24', 'invalid'],
    [' 1.2.3.4', 'invalid'],
    ['1.2.3.4 ', 'invalid'],
    ['1.2.3.4x', 'invalid'],
    ['localhost', 'invalid'],
    ['', 'invalid'],
    ['::', 'canonical'],
    ['::1', 'canonical'],
    ['1::', 'canonical'],
    ['fe80::1%eth0', 'invalid'],
    ['1:2:3:4:5:6:7:8', 'canonical'],
    ['1:2:3:4:5:6:7', 'invalid'],
    ['1:2:3:4:5:6:7:8:9', 'invalid'],
    ['1:2:3:4:5:6:7::', 'unusual'],
    ['1:2:3:4:5:6:7:8::', 'invalid'],
    ['1::2::3', 'invalid'],
    [':1::', 'invalid'],
    ['1:::2', 'invalid'],
    ['2001:DB8::1', 'unusual'],
    ['2001:db8:0:0:1:0:0:1', 'unusual'],
    ['2001:db8::1:0:0:1', 'canonical'],
    ['::ffff:1.2.3.4', 'unusual'],
    ['::1.2.3.4', 'unusual'],
    ['1:2:3:4:5:6:1.2.3.4', 'unusual'],
    ['::ffff:102:304', 'unusual'],
    ['1::ffff:102:304', 'canonical'],
    ['::1:ffff:102:304', 'canonical'],
    ['::ffff:0:102:304', 'canonical'],
    ['::fffe:102:304', 'canonical'],
    ['1:2:3:4::5:6:7:8', 'invalid'],
    ['1:2:3::5:6:7:8', 'unusual'],
    ['1:0:0:4:5:6:7:8', 'unusual'],
    ['1:0:3:4:5:6:7:8', 'canonical'],
    ['::1.2.3.4:5', 'invalid'],
    ['1.2.3.4::', 'invalid'],
    ['::1.2.3.256', 'invalid'],
    ['1.2.3.4:1:2:3:4:5:6', 'invalid'],
    ['ffff::', 'canonical'],
    ['12345::', 'invalid'],
    ['10000::', 'invalid'],
    ['00001::', 'unusual'],
    ['x:y', 'invalid'],
    ['x::', 'invalid'],
    ['::y', 'invalid'],
    [':', 'invalid'],
    [`${'0'.repeat(200)}1.2.3.4`, 'unusual'],
    [`${'0'.repeat(200)}1::`, 'unusual'],
  ])('%j is %s', (address, form) => {
    expect(ipAddressForm(address)).toBe(form);
  });
});
