import { fastapi } from './fastapi/server.ts';
import type { Style } from './style.ts';

/** Documents in the styles of different frameworks, with conformant servers. */
export const styles: readonly Style[] = [fastapi];
