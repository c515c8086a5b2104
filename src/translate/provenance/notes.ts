import type { Remedy } from './origin.ts';
import type { ReasonCode } from './reasons.ts';
import type { VoiceName } from './voices.ts';

/**
 * The notes of builders about one object. A field is a JSON Pointer into the object; a note is about the field and
 * everything below it. Builders have no notes unless somebody asks for them, and then call nothing.
 */
export interface Notes {
  /** Notes who decided a field. A later note overrides an earlier one. */
  set(field: string, voice: VoiceName, key?: string | number): void;
  /** Notes who wanted a field and did not get it. `-` as the last token represents an item that is not in the list. */
  lost(field: string, voice: VoiceName, key: string | number, reason: ReasonCode, remedy?: Remedy): void;
  /** Notes who acted on a field without a value in it. */
  acts(field: string, voice: VoiceName, key: string | number, reason: ReasonCode): void;
  /** Notes that a part was copied from another one. */
  copy(from: string, to: string): void;
}
