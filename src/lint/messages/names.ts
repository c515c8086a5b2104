import { message } from '../../diagnostics/diagnostic.ts';

/** Names and volumes. */
export const nameMessages = {
  'step-name-changed': message<{ readonly name: string; readonly before: string; readonly after: string }>(
    'info',
    ({ name, before, after }) =>
      `The step label of ${name} is ${before} up to 3.16 and ${after} from 3.17 on, so a selector for one misses the other: use lower-case letters, digits and "-" only.`,
  ),
  'step-label-empty': message<{ readonly name: string }>(
    'warning',
    ({ name }) =>
      `Nothing of the name ${name} can stand in a label, so the Pod has an empty step label and no hostname: use letters or digits of ASCII.`,
  ),
  'step-name-too-long': message<{ readonly length: number }>(
    'error',
    ({ length }) =>
      `The API server refuses the step label of ${length} characters: shorten the name to 63; from 3.17 on the agent does so itself.`,
  ),
  'service-name-too-long': message<{ readonly name: string; readonly length: number }>(
    'error',
    ({ name, length }) =>
      `The API server refuses the container name wp-svc-<id>-${name} of ${length} characters, as it takes 63: shorten the name of the service to 29.`,
  ),
  'service-name-with-dot': message<{ readonly name: string }>(
    'error',
    ({ name }) =>
      `The API server refuses a container named after the service ${name}: replace the dots by "-".`,
  ),
  'workflow-label-unusable': message<{ readonly label: string }>(
    'error',
    ({ label }) =>
      `The API server refuses every Pod for the label ${label} of the workflow: the key takes letters, digits, "-", "_" and ".", after a DNS name and a slash if any, and the value is at most 63 characters long.`,
  ),
  'step-uuid-unusable': message<{ readonly uuid: string }>(
    'error',
    ({ uuid }) =>
      `The API server refuses a container named after the id ${uuid}: use at most 60 letters, digits and "-", as the server's ids do.`,
  ),
  'volume-names-merged': message<{ readonly first: string; readonly second: string; readonly claim: string }>(
    'warning',
    ({ first, second, claim }) =>
      `The volumes ${first} and ${second} are one and the same claim ${claim}, as names are cleaned: write one name, or two that differ in more than case, "_" and "-".`,
  ),
  'volume-mounted-twice': message<{ readonly claim: string }>(
    'error',
    ({ claim }) =>
      `The API server refuses a Pod that lists the volume ${claim} twice, and the backend lists it once for every mount: mount it at one path only.`,
  ),
  'mount-path-twice': message<{ readonly mountPath: string }>(
    'error',
    ({ mountPath }) =>
      `The API server refuses two mounts at ${mountPath}: choose another path for one of them.`,
  ),
  'volume-name-with-dot': message<{ readonly claim: string }>(
    'error',
    ({ claim }) => `The API server refuses ${claim} as the name of a volume: replace the dots by "-".`,
  ),
  'volume-name-too-long': message<{ readonly claim: string; readonly length: number }>(
    'error',
    ({ claim, length }) =>
      `The API server refuses ${claim} as the name of a volume, as it has ${length} characters: shorten it to 63.`,
  ),
  'volume-option-ignored': message<{ readonly option: string }>(
    'warning',
    ({ option }) =>
      `The agent ignores ":${option}" at the end of the volume, so that steps can write to it: remove it, and do not rely on it.`,
  ),
  'volume-windows-path': message<{ readonly mountPath: string }>(
    'error',
    ({ mountPath }) =>
      `The agent cuts the path at the colon of its drive letter and mounts the volume at ${mountPath}: write a path without a drive, such as /cache.`,
  ),
  'volume-mount-relative': message<{ readonly mountPath: string }>(
    'warning',
    ({ mountPath }) => `The volume is mounted at ${mountPath}, which is no absolute path: write name:/path.`,
  ),
  'organizations-mixed': message<{ readonly organizations: string }>(
    'error',
    ({ organizations }) =>
      `The steps belong to the organizations ${organizations}, each with a namespace of its own, but the volume is made in that of the first step only: give all steps one org_id.`,
  ),
  'service-unresolvable': message<{ readonly name: string; readonly hostname: string }>(
    'warning',
    ({ name, hostname }) =>
      `Other steps do not find the service as ${name}, ${hostname === '' ? 'as no hostname can be made of it' : `as its hostname is ${hostname}`}: name it with at most 63 lower-case letters, digits and "-".`,
  ),
};
