import { DEFAULTS, type Settings, VIEWS, type View } from './settings.ts';

/** What a link restores. */
export interface Shared {
  readonly settings: Settings;
  readonly view: View;
}

/** Longer links are cut by chats and mail. */
const LONGEST = 32_000;

/**
 * The fragment of a link to a state; undefined if it would be too long. It has no secrets: of the environment only
 * the variables of the backend, and the page has no values of secrets.
 *
 * @param environment the environment without other variables, as the worker returns it
 */
export async function fragmentOf(
  { settings, view }: Shared,
  environment: string,
): Promise<string | undefined> {
  if (settings.workflow.length > 20 * LONGEST) return undefined;
  const shared: Settings = { ...settings, environment };
  const changed = Object.entries(shared).filter(([key, value]) => value !== DEFAULTS[key as keyof Settings]);
  const bytes = new TextEncoder().encode(JSON.stringify({ ...Object.fromEntries(changed), view }));
  const packed = await piped(bytes, new CompressionStream('deflate-raw'));
  const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
  const fragment = text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return fragment.length > LONGEST ? undefined : fragment;
}

/** The state that a fragment restores; undefined for one that is not a state. Values of a wrong type are left out. */
export async function sharedIn(fragment: string): Promise<Shared | undefined> {
  try {
    const binary = atob(fragment.replace(/^#/, '').replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const bytes = await piped(packed, new DecompressionStream('deflate-raw'));
    const { view, ...written } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const known = Object.entries(DEFAULTS).map(([key, byDefault]) => [
      key,
      typeof written[key] === typeof byDefault ? written[key] : byDefault,
    ]);
    return { settings: Object.fromEntries(known), view: VIEWS.find((name) => name === view) ?? 'manifests' };
  } catch {
    return undefined;
  }
}

/** Most of what a link may unfold to: a short one can contain a gigabyte of zeros. */
const MOST_BYTES = 2_000_000;

async function piped(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream) {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > MOST_BYTES) throw new RangeError('the state is too large');
    parts.push(value);
  }
}
