import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createFolder } from './run-suite.ts';

/** A stored note. */
interface Note {
  id: number;
  title: string;
  pinned: boolean;
}

const note = {
  type: 'object',
  required: ['id', 'title', 'pinned'],
  properties: { id: { type: 'integer' }, title: { type: 'string' }, pinned: { type: 'boolean' } },
};
const input = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string', minLength: 1, maxLength: 80 }, pinned: { type: 'boolean' } },
};
const json = (schema: object) => ({ 'application/json': { schema } });
const body = (schema: object) => ({ required: true, content: json(schema) });
const response = (schema?: object) => ({ description: 'done', ...(schema && { content: json(schema) }) });
const errors = { 404: response(), 422: response() };

const document = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: { operationId: 'listNotes', responses: { 200: response({ type: 'array', items: note }) } },
      post: {
        operationId: 'createNote',
        requestBody: body(input),
        responses: { 201: response(note), 422: response() },
      },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
      get: { operationId: 'readNote', responses: { 200: response(note), ...errors } },
      patch: {
        operationId: 'updateNote',
        requestBody: body({ ...input, required: [] }),
        responses: { 200: response(note), ...errors },
      },
      delete: { operationId: 'deleteNote', responses: { 204: response(), ...errors } },
    },
  },
};

/** Writes the document of the API of notes, and returns its path. */
export function writeNotesDocument(): string {
  const file = join(createFolder(), 'notes.json');
  writeFileSync(file, JSON.stringify(document, undefined, 2));
  return file;
}

export type NotesFault = 'update is lost' | 'deletion is lost';

/** A server of the API of notes, with the notes that it stores. */
export interface NotesServer {
  url: string;
  notes: Map<number, Note>;
  /** Resolves when the server has created this number of notes. */
  waitForCreations(count: number): Promise<void>;
  close(): void;
}

/** Starts the server on a free port, with one note. */
export async function startNotes(fault?: NotesFault): Promise<NotesServer> {
  const notes = new Map<number, Note>([[1, { id: 1, title: 'first', pinned: false }]]);
  const waiting: { count: number; resolve: () => void }[] = [];
  let created = 0;
  const answer = (method: string, path: string, sent: unknown): { status: number; body?: object } => {
    const [, id] = /^\/notes\/([^/]+)$/.exec(path) ?? [];
    const isItem = id !== undefined;
    if (path !== '/notes' && !isItem) return { status: 404 };
    if (isItem && !/^[1-9]\d{0,14}$/.test(id)) return { status: 422 };
    const found = notes.get(Number(id));
    if (isItem && !found) return { status: 404 };
    if (method === 'GET' || method === 'HEAD') return { status: 200, body: found ?? [...notes.values()] };
    if (found && method === 'DELETE') {
      if (fault !== 'deletion is lost') notes.delete(found.id);
      return { status: 204 };
    }
    if ((method !== 'POST' || isItem) && (method !== 'PATCH' || !found)) return { status: 405 };
    if (!isInput(sent, method === 'POST')) return { status: 422 };
    if (found) {
      const changed = { ...found, ...sent };
      if (fault !== 'update is lost')
        notes.set(found.id, { id: found.id, title: changed.title, pinned: changed.pinned });
      return { status: 200, body: notes.get(found.id) ?? found };
    }
    created += 1;
    for (const { count, resolve } of waiting) if (created >= count) resolve();
    const one = { id: created + 1, title: String(sent.title), pinned: sent.pinned === true };
    notes.set(one.id, one);
    return { status: 201, body: one };
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const { status, body } = answer(request.method ?? '', pathname, await readJson(request));
    const allow = status === 405 ? { allow: 'GET, HEAD, POST, PATCH, DELETE' } : {};
    const created = status === 201 && body && 'id' in body ? { location: `/notes/${body.id}` } : {};
    response.writeHead(status, { ...allow, ...created, ...(body && { 'content-type': 'application/json' }) });
    response.end(body && request.method !== 'HEAD' ? JSON.stringify(body) : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server on a port has an AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    notes,
    waitForCreations: (count) =>
      new Promise((resolve) => (created >= count ? resolve() : waiting.push({ count, resolve }))),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function isInput(sent: unknown, isNew: boolean): sent is Partial<Note> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return false;
  const { title, pinned } = sent as Record<string, unknown>;
  const isTitle = typeof title === 'string' && title.length > 0 && [...title].length <= 80;
  return (title === undefined ? !isNew : isTitle) && (pinned === undefined || typeof pinned === 'boolean');
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const isJson = /^application\/json/i.test(request.headers['content-type'] ?? '');
  try {
    return isJson
      ? JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
      : undefined;
  } catch {
    return undefined;
  }
}
