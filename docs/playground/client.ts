import type { Part, Question } from './answer.ts';

/** A question that takes longer is given up: the page is for workflows, not for every string. */
const LONGEST_MILLISECONDS = 10_000;

/**
 * Asks a worker, one question at a time: of those that come while it works only the last is asked. A worker that runs
 * too long is replaced.
 */
export function makeClient(onPart: (part: Part) => void, onTimeout: () => void) {
  let worker = start();
  let waiting: Question | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<Part>) => {
      if ('findings' in data) next();
      onPart(data);
    });
    started.addEventListener('error', giveUp);
    return started;
  }
  function giveUp(): void {
    worker.terminate();
    worker = start();
    onTimeout();
    next();
  }
  function next(): void {
    clearTimeout(timer);
    timer = undefined;
    const question = waiting;
    waiting = undefined;
    if (question !== undefined) send(question);
  }
  function send(question: Question): void {
    timer = setTimeout(giveUp, LONGEST_MILLISECONDS);
    worker.postMessage(question);
  }
  return (question: Question): void => {
    if (timer === undefined) send(question);
    else waiting = question;
  };
}
