import { COMPILE_MESSAGES } from './messages/compile.ts';
import { SERVER_MESSAGES } from './messages/lint.ts';
import { READING_MESSAGES } from './messages/reading.ts';

/** Everything that the server refuses or warns of, in our words. */
export const WORKFLOW_MESSAGES = { ...READING_MESSAGES, ...SERVER_MESSAGES, ...COMPILE_MESSAGES } as const;

export type WorkflowCode = keyof typeof WORKFLOW_MESSAGES;
