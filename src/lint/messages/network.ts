import { message } from '../../diagnostics/diagnostic.ts';

type Step = { readonly step: string };

/** Services, detached steps, ports and DNS. */
export const networkMessages = {
  'detached-service-orphan': message<Step>(
    'warning',
    ({ step }) =>
      `Agents of 3.0 and 3.1 make a Service for the detached step ${step} that finds no Pod and is never deleted: make it a service, or update to 3.2.`,
  ),
  'detached-as-service': message<Step>(
    'info',
    ({ step }) =>
      `Agents of 3.2 to 3.13 name the Pod of the detached step ${step} like a service's; from 3.14 on it is a plain step.`,
  ),
  'detached-with-ports': message<Step>(
    'info',
    ({ step }) =>
      `From 3.14 on the detached step ${step} is a plain step, found by its hostname and not as a service: list it under \`services\` if others depend on it.`,
  ),
  'extra-hosts-replaced': message<Step>(
    'warning',
    ({ step }) =>
      `The agent replaces the \`extra_hosts\` of ${step} by its services, up to 3.12: update to 3.13, or write the addresses to /etc/hosts in a command.`,
  ),
  'service-alias-invalid': message<{ readonly alias: string }>(
    'error',
    ({ alias }) =>
      `The API server refuses every Pod of the workflow, because up to 3.12 each has a host alias ${alias}: name the service with lower-case letters, digits and "-".`,
  ),
  'port-repeated': message<{ readonly port: number }>(
    'error',
    ({ port }) =>
      `The API server refuses the Service with port ${port} twice, as up to 3.12 both have one name: list it once, or update to 3.13.`,
  ),
  'port-protocol-unknown': message<{ readonly protocol: string }>(
    'error',
    ({ protocol }) => `The API server refuses the protocol ${protocol}: it takes tcp, udp and sctp.`,
  ),
  'port-zero': message('error', () => 'The API server refuses port 0: write a number from 1 to 65535.'),
  'dns-hides-services': message<Step>(
    'warning',
    ({ step }) =>
      `With \`dns\` or \`dns_search\` of its own ${step} loses the search domain of the workflow, so it finds no service by its short name: remove them, or add the domain of the services.`,
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
  'registry-secret-plain-name': message<Step>(
    'info',
    ({ step }) =>
      `The registry secret of the service ${step} is named wp-<id>, unlike its Pod, and carries no label of the run: find it by the label step.`,
  ),
  'service-secret-left-behind': message<Step>(
    'info',
    ({ step }) =>
      `Up to 3.13 the agent never deletes the secrets of ${step}, as it does not wait for services: delete them yourself, or update to 3.14.`,
  ),
};
