import { aspnet } from './aspnet/server.ts';
import { django } from './django/server.ts';
import { textExports } from './exports/server.ts';
import { express } from './express/server.ts';
import { fastapi } from './fastapi/server.ts';
import { github } from './github/server.ts';
import { go } from './go/server.ts';
import { jsonApi } from './json-api/server.ts';
import { minified } from './minified/server.ts';
import { nullable } from './nullable/server.ts';
import { rails } from './rails/server.ts';
import { secured } from './secured/server.ts';
import { spring } from './spring/server.ts';
import { stripe } from './stripe/server.ts';
import type { Style } from './style.ts';
import { swagger } from './swagger/server.ts';
import { typeArrays } from './type-arrays/server.ts';

/** Documents in the styles of several frameworks, with conformant servers. */
export const styles: readonly Style[] = [
  fastapi,
  spring,
  rails,
  express,
  nullable,
  typeArrays,
  minified,
  stripe,
  swagger,
  github,
  secured,
  jsonApi,
  textExports,
  go,
  django,
  aspnet,
];
