import { ipAddressForm } from '../ip-address.ts';

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
