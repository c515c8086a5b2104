import type { Question } from './answer.ts';
import { loadIfAsked } from './re2js-on-demand.ts';
import { answerTo } from './translate.ts';

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  const answer = answerTo(data);
  postMessage((await loadIfAsked()) ? answerTo(data) : answer);
});
