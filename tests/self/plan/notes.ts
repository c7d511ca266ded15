import { loadDocument } from '../spec/create-document.ts';

const response = { description: 'done' };

/** An API whose notes can be created, read and deleted. */
export const notes = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': { post: { operationId: 'create', responses: { 201: response } } },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { operationId: 'read', responses: { 200: response, 404: response } },
      delete: { operationId: 'delete', responses: { 204: response } },
    },
  },
});
