import type { Answer } from '../pipeline.ts';
import { protocol, session } from './clause-ids.ts';
import { answered, type Change, header, written } from './edits.ts';
import type { Row } from './fault.ts';

const type = (value: string | undefined): Change<Answer> => header('content-type', value);

/** Answers with another media type than the contract's, or another body than their media type's. */
export const mediaTypes: readonly Row[] = [
  {
    id: 'media-html',
    says: 'a session is sent as text/html',
    violates: protocol('media-type'),
    answer: answered([201], type('text/html; charset=utf-8')),
  },
  {
    id: 'media-text',
    says: 'a session is sent as text/plain',
    violates: protocol('media-type'),
    answer: answered([201], type('text/plain')),
  },
  {
    id: 'media-none',
    says: 'a session is sent without a media type',
    violates: protocol('media-type', 'content-type'),
    answer: answered([201], type(undefined)),
  },
  {
    id: 'media-vendor',
    says: 'a session is sent as JSON:API',
    violates: protocol('media-type'),
    answer: answered([201], type('application/vnd.api+json')),
  },
  {
    id: 'media-script',
    says: 'a session is sent as a script',
    violates: protocol('media-type'),
    answer: answered([201], type('application/javascript')),
  },
  {
    id: 'media-error-text',
    says: 'errors are sent as text/plain',
    violates: protocol('media-type'),
    answer: answered([422], type('text/plain; charset=utf-8')),
  },
  {
    id: 'media-error-problem',
    says: 'errors are sent as application/problem+json',
    violates: protocol('media-type'),
    answer: answered([422], type('application/problem+json')),
  },
  {
    id: 'media-error-none',
    says: 'errors are sent without a media type',
    violates: protocol('media-type'),
    answer: answered([422], type(undefined)),
  },
  {
    id: 'media-error-page',
    says: 'errors are pages of HTML',
    violates: protocol('media-type'),
    answer: answered([422], type('text/html')),
    wire: written([422], () => '<!doctype html><title>422</title><h1>Unprocessable Entity</h1>'),
  },
  {
    id: 'media-error-html-as-json',
    says: 'errors are pages of HTML sent as JSON',
    violates: protocol('json'),
    wire: written([422], () => '<h1>Unprocessable Entity</h1>'),
  },
  {
    id: 'media-quoted',
    says: 'a session is JSON in a JSON string',
    violates: session(':type'),
    wire: written([201], (text) => JSON.stringify(text)),
  },
  {
    id: 'media-latin-1',
    says: 'JSON is written in Latin-1',
    violates: protocol('json'),
    wire: written([201], (text) => Buffer.from(text.replace(/[^\0-\xff]/g, '?'), 'latin1')),
  },
  {
    id: 'media-utf-16',
    says: 'a session is written in UTF-16',
    violates: protocol('json'),
    wire: written([201], (text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
    rare: true,
  },
  {
    id: 'media-byte-order-mark',
    says: 'a session starts with a byte-order mark',
    violates: protocol('json'),
    wire: written([201], (text) => `\ufeff${text}`),
  },
  {
    id: 'media-python',
    says: 'a session is written as Python prints it',
    violates: protocol('json'),
    wire: written([201], (text) =>
      text.replaceAll('null', 'None').replaceAll('true', 'True').replaceAll('false', 'False'),
    ),
  },
  {
    id: 'media-two-values',
    says: 'a session is followed by a second value',
    violates: protocol('json'),
    wire: written([201], (text) => `${text}{}`),
  },
];
