import { readFileSync } from 'node:fs';

export interface RecordedQuantity {
  readonly input: string;
  readonly canonical?: string;
  readonly error?: true;
}

/** What the API types of Kubernetes made of texts. */
export function recordedQuantities(): RecordedQuantity[] {
  return JSON.parse(readFileSync('fixtures/recorded/quantities.json', 'utf8')) as RecordedQuantity[];
}
