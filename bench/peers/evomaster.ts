import type { Peer } from './peer.ts';

/** https://github.com/WebFuzzing/EvoMaster: published as a jar among its releases, in no package registry. */
export const evomaster: Peer = {
  name: 'EvoMaster',
  settings: [],
  install: () => Promise.reject(new Error('no package registry offers it')),
  run: () => Promise.resolve([]),
};
