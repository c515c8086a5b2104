/** Everything that a person chooses on the page: two texts, the agent, the cluster and the pipeline. */
export interface Settings {
  readonly workflow: string;
  /** The environment of the agent, as a dotenv file or a manifest. */
  readonly environment: string;
  readonly release: string;
  /** The release to compare with; empty for none. */
  readonly compare: string;
  readonly kubernetes: string;
  /** The required Pod Security level; empty for none. */
  readonly podSecurity: string;
  readonly os: string;
  readonly event: string;
  readonly branch: string;
  readonly tag: string;
  readonly repo: string;
  /** Paths of changed files, one per line. */
  readonly changed: string;
  readonly trusted: boolean;
  readonly clone: boolean;
  /** Which axis of the matrix is shown, from 0. */
  readonly axis: number;
}

export const VIEWS = ['manifests', 'findings', 'graph', 'upgrade', 'script'] as const;

export type View = (typeof VIEWS)[number];

export const DEFAULTS: Settings = {
  workflow: '',
  environment: '',
  release: '3.17',
  compare: '3.12',
  kubernetes: '1.35',
  podSecurity: '',
  os: 'linux',
  event: 'push',
  branch: 'main',
  tag: 'v1.0.0',
  repo: 'owner/repo',
  changed: '',
  trusted: false,
  clone: false,
  axis: 0,
};

/** Lines with content, without the spaces around it. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
