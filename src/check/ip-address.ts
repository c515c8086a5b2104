/** How the API server reads an address. */
export type IpAddressForm =
  /** Not an address. */
  | 'invalid'
  /** Leading zeros, or an IPv6 text that is not the shortest form. */
  | 'unusual'
  /** An IPv4 address in IPv6, in its shortest form. */
  | 'mapped'
  | 'canonical';

/** Reads an IPv4 or IPv6 address without zone, mask or spaces. Leading zeros are allowed, as decimal. */
export function ipAddressForm(text: string): IpAddressForm {
  if (!text.includes(':')) return ipv4Form(text);
  const groups = ipv6Groups(text);
  if (groups === undefined) return 'invalid';
  if (isIpv4InIpv6(groups)) return text === mappedText(groups) ? 'mapped' : 'unusual';
  return canonicalIpv6(groups) === text ? 'canonical' : 'unusual';
}

function ipv4Form(text: string): IpAddressForm {
  if (ipv4Bytes(text) === undefined) return 'invalid';
  return /(?:^|\.)0\d/.test(text) ? 'unusual' : 'canonical';
}

/** The four numbers of an IPv4 address; leading zeros are allowed. */
function ipv4Bytes(text: string): number[] | undefined {
  const bytes: number[] = [];
  let byte = -1;
  for (let index = 0; index <= text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      byte = Math.max(0, byte) * 10 + digit;
      if (byte > 255) return undefined;
    } else {
      if (byte < 0 || (index < text.length && digit !== -2)) return undefined;
      bytes.push(byte);
      byte = -1;
    }
  }
  return bytes.length === 4 ? bytes : undefined;
}

/** The eight groups of an IPv6 address. */
function ipv6Groups(text: string): number[] | undefined {
  const gap = text.indexOf('::');
  if (gap < 0) {
    const groups = groupsOf(text, true);
    return groups?.length === 8 ? groups : undefined;
  }
  const head = groupsOf(text.slice(0, gap), false);
  const tail = groupsOf(text.slice(gap + 2), true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? undefined : [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** Groups between single colons; the last one may be an IPv4 address if the address ends there. */
function groupsOf(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-fA-F]+$/.test(part)) {
      const group = Number.parseInt(part, 16);
      if (group > 0xffff) return undefined;
      groups.push(group);
      continue;
    }
    const bytes = last && index === parts.length - 1 ? ipv4Bytes(part) : undefined;
    if (bytes === undefined) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = bytes;
    groups.push(a * 256 + b, c * 256 + d);
  }
  return groups;
}

function isIpv4InIpv6(groups: readonly number[]): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

/** The form in which Go writes an IPv4 address in IPv6. */
function mappedText(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6);
  return `::ffff:${[high >> 8, high & 255, low >> 8, low & 255].join('.')}`;
}

/** The form of RFC 5952: lower case, no leading zeros, the first longest run of two or more zeros shortened. */
function canonicalIpv6(groups: readonly number[]): string {
  let start = -1;
  let length = 1;
  for (let index = 0; index < groups.length; index++) {
    let end = index;
    while (groups[end] === 0) end++;
    if (end - index > length) {
      start = index;
      length = end - index;
    }
  }
  const text = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  return start < 0 ? text(groups) : `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

/** The texts about an address that the server accepts with a warning. */
export const UNUSUAL_ADDRESS = {
  verdict: 'server-warning',
  message: 'Non-standard IP address {value}.',
  note: 'A later release of Kubernetes may reject it.',
  help: 'Write an IPv4 address without leading zeros, or an IPv6 address in the form of RFC 5952.',
} as const;

export function isNotAddress(text: string): boolean {
  return ipAddressForm(text) === 'invalid';
}

/** Whether the server warns about an address since 1.33. */
export function isUnusualAddress(text: string): boolean {
  const form = ipAddressForm(text);
  return form === 'unusual' || form === 'mapped';
}
