const container = { name: 'c', image: 'a' };

/** Small objects that nothing is wrong with but what is given. */
export const pod = (spec: object = {}, metadata: object = {}) => ({
  kind: 'Pod',
  metadata: { name: 'p', ...metadata },
  spec: { containers: [container], ...spec },
});

export const inContainer = (fields: object, spec: object = {}) =>
  pod({ containers: [{ ...container, ...fields }], ...spec });

export const claim = (spec: object = {}, metadata: object = {}) => ({
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'p', ...metadata },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1G' } }, ...spec },
});

export const service = (spec: object = {}, metadata: object = {}) => ({
  kind: 'Service',
  metadata: { name: 's', ...metadata },
  spec: { ports: [{ port: 80 }], ...spec },
});

export const secret = (fields: object = {}) => ({ kind: 'Secret', metadata: { name: 's' }, ...fields });

export const namespace = (metadata: object = {}) => ({
  kind: 'Namespace',
  metadata: { name: 'n', ...metadata },
});
