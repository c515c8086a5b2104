import type { Question } from './answer.ts';
import { loadIfAsked } from './re2js-on-demand.ts';
import { answerTo } from './translate.ts';

addEventListener('message', ({ data }: MessageEvent<Question>) => answer(data));

async function answer(question: Question): Promise<void> {
  for (const part of answerTo(question)) {
    if (await loadIfAsked()) return answer(question);
    postMessage(part);
  }
}
