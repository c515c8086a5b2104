/** A Pod that nothing is wrong with, with places for what is. */
export function goodPod() {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'n', labels: { a: 'b' } as Record<string, string>, annotations: {} },
    spec: {
      containers: [
        {
          name: 'c',
          image: 'alpine',
          env: [] as object[],
          ports: [] as object[],
          volumeMounts: [] as object[],
        },
      ],
      volumes: [] as object[],
      tolerations: [] as object[],
      hostAliases: [] as object[],
      securityContext: {} as Record<string, unknown>,
      nodeSelector: {} as Record<string, string>,
    } as Record<string, unknown> & {
      containers: Record<string, unknown>[];
      tolerations: object[];
      hostAliases: object[];
    },
  };
}

export type Pod = ReturnType<typeof goodPod>;
