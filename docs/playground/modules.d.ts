declare module '*?raw' {
  const text: string;

  // biome-ignore lint/style/noDefaultExport: that is what a bundler makes of a string
  export default text;
}

declare module 're2js-library' {
  export { RE2JS } from 're2js';
}
