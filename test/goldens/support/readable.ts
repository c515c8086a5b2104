import type { KubernetesObject } from '../../../src/index.ts';

/** A decoded text and the name of the file in which it is shown. */
export interface Attachment {
  readonly file: string;
  readonly text: string;
}

const SCRIPT = '<script>';
const DOCKER_CONFIG_KEY = '.dockerconfigjson';

/** Puts placeholders in place of texts that nobody can read, and hands these out decoded. */
export function readable(objects: readonly KubernetesObject[]): {
  objects: KubernetesObject[];
  attachments: Attachment[];
} {
  const attachments: Attachment[] = [];
  const shown = objects.map((object) => {
    if (object.kind === 'Pod') return withoutScript(object, attachments);
    if (object.kind === 'Secret') return withoutDockerConfig(object, attachments);
    return object;
  });
  return { objects: shown, attachments };
}

/** A script may be in the command too, so it is replaced wherever it is. */
function withoutScript(pod: KubernetesObject, attachments: Attachment[]): KubernetesObject {
  const text = JSON.stringify(pod);
  const script = /\{"name":"CI_SCRIPT","value":"([^"]+)"\}/.exec(text)?.[1];
  if (script === undefined) return pod;
  const isPowerShell = text.includes('"value":"powershell.exe"');
  attachments.push({ file: isPowerShell ? 'script.ps1' : 'script.sh', text: decoded(script) });
  return JSON.parse(text.replaceAll(script, SCRIPT));
}

function withoutDockerConfig(secret: KubernetesObject, attachments: Attachment[]): KubernetesObject {
  const data = 'data' in secret ? secret.data : undefined;
  const config = data?.[DOCKER_CONFIG_KEY];
  if (config === undefined) return secret;
  const text = Buffer.from(config, 'base64').toString('utf8');
  attachments.push({ file: 'dockerconfig.json', text: `${text}\n` });
  return { ...secret, data: { ...data, [DOCKER_CONFIG_KEY]: '<dockerconfigjson>' } } as KubernetesObject;
}

/** UTF-8, or UTF-16 in little-endian order, which shows in the zero byte of its first, ASCII character. */
function decoded(script: string): string {
  const bytes = Buffer.from(script, 'base64');
  return bytes.toString(bytes[1] === 0 ? 'utf16le' : 'utf8');
}
