import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

describe('host aliases', () => {
  const ROWS: readonly Row[] = [
    [null],
    [[]],
    [[{ ip: '1.2.3.4' }, { ip: '::1', hostnames: ['a', 'b.c'] }]],
    [[{ ip: '1.2.3.4', hostnames: null }]],
    [[{ ip: '1.2.3.4' }, {}], 'host-alias-ip-invalid ~/1/ip'],
    [[null], 'host-alias-ip-invalid ~/0/ip'],
    [[{ ip: '1.2.3' }], 'host-alias-ip-invalid ~/0/ip'],
    [[{ ip: '1.2.3.04' }], 'host-alias-ip-unusual ~/0/ip'],
    [[{ ip: '::1' }, { ip: '::1' }], 'host-alias-ip-repeated ~/1/ip'],
    [
      [{ ip: '0::1' }, { ip: '0::1' }],
      'host-alias-ip-unusual ~/0/ip',
      'host-alias-ip-unusual ~/1/ip',
      'host-alias-ip-repeated ~/1/ip',
    ],
    [
      [{ ip: '::1' }, { ip: '1.2.3.4', hostnames: ['a', 'B', ''] }],
      'host-alias-name-invalid ~/1/hostnames/1',
      'host-alias-name-invalid ~/1/hostnames/2',
    ],
    [[{ ip: '::1', hostnames: [1], more: 1 }], 'field-unknown ~/0/more', 'json-type-wrong ~/0/hostnames/0'],
  ];

  it.each(ROWS)('%j', (hostAliases, ...found) => {
    expect(findings(podWith({ hostAliases }), '/spec/hostAliases')).toEqual([...found].sort());
  });
});

describe('DNS', () => {
  const searches = (count: number) => new Array<string>(count).fill('a');
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [{ nameservers: null, searches: [] }],
    [{ nameservers: ['1.2.3.4', '::1', '::2'] }],
    [{ nameservers: ['1.2.3.4', '::1', '::2', '::3'] }, 'nameservers-too-many ~/nameservers'],
    [
      { nameservers: ['1.2.3.4', '1.2.3', null] },
      'nameserver-invalid ~/nameservers/1',
      'nameserver-invalid ~/nameservers/2',
    ],
    [{ nameservers: ['::1', '01.2.3.4'] }, 'nameserver-unusual ~/nameservers/1'],
    [{ searches: ['.', 'a', 'a.b.', '_a._b_c'] }],
    [{ searches: searches(32) }],
    [{ searches: searches(33) }, 'searches-too-many ~/searches'],
    [
      { searches: ['a', 'B', '..', '', 'c..'] },
      'search-domain-invalid ~/searches/1',
      'search-domain-invalid ~/searches/2',
      'search-domain-invalid ~/searches/3',
      'search-domain-invalid ~/searches/4',
    ],
    // 2,048 bytes with a space between each two.
    [{ searches: [...new Array(8).fill('a'.repeat(253)), 'b'.repeat(16)] }],
    [{ searches: [...new Array(8).fill('a'.repeat(253)), 'b'.repeat(17)] }, 'searches-too-long ~/searches'],
    [{ searches: ['a'.repeat(2048)] }, `search-domain-invalid ~/searches/0`],
    [{ nameservers: '::1' }, 'json-type-wrong ~/nameservers'],
    [{ options: [] }, 'field-not-checked ~/options'],
    [[], 'json-type-wrong ~'],
  ];

  it.each(ROWS)('%j', (dnsConfig, ...found) => {
    expect(findings(podWith({ dnsConfig }), '/spec/dnsConfig')).toEqual([...found].sort());
  });
});
