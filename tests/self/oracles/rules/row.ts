import type { Scene, Word } from '../exchange.ts';

/** A scene, and what an oracle says of it. */
export type Row = readonly [clause: string, word: Word, says: string, scene: Scene];
