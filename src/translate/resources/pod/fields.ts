/** JSON Pointers to the containers of a Pod. */
export const CONTAINER = '/spec/containers/0';
export const INIT_CONTAINER = '/spec/initContainers/0';
