import type { Peer } from './peer.ts';

/** https://github.com/WebFuzzing/EvoMaster: released as a jar on GitHub only. */
export const evomaster: Peer = {
  name: 'EvoMaster',
  settings: [],
  install: () => Promise.reject(new Error('no package registry offers it')),
  run: () => Promise.resolve([]),
};
