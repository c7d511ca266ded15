import type { Peer } from './peer.ts';

/** https://github.com/WebFuzzing/EvoMaster, which is released only as a jar on GitHub */
export const evomaster: Peer = {
  name: 'EvoMaster',
  settings: [],
  install: () => Promise.reject(new Error('no package registry offers it')),
  run: () => Promise.resolve([]),
};
