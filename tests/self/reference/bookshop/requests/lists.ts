import { headerValues, listRequests, suffixes } from '../bookshop-request.ts';

const uuid = '5f0c9a6e-4a53-4d5e-9f43-0123456789ab';

const listBooks = listRequests({ operation: 'listBooks', method: 'GET', path: '/books' }, [
  ...suffixes(200, '', '?limit=1', '?limit=100', '?cursor=o3', '?cursor=unknown', '?format=ebook'),
  ...suffixes(422, '?limit=0', '?limit=101', '?limit=x', '?limit=1.0', '?limit=', '?cursor=!'),
  ...suffixes(200, '?format=ebook&format=audio', '?language=en', '?language=en,de'),
  ...suffixes(
    422,
    '?format=ebook&format=ebook',
    '?format=scroll',
    '?language=xx',
    '?language=',
    '?language=en%2Cde',
  ),
  ...suffixes(422, '?format=ebook&format=audio&format=hardcover&format=paperback'),
  ...suffixes(422, '?language=en,de,fr,la,en'),
  ...suffixes(200, '?available=true', '?available=false', '?published_after=1952-02-29'),
  ...suffixes(422, '?available=yes', '?available=1', '?published_after=1953-02-29'),
  ...suffixes(200, ...['title', 'price', 'published'].flatMap((key) => [`?sort=${key}`, `?sort=-${key}`])),
  ...suffixes(422, '?sort=isbn'),
  ...suffixes(200, '?unknown=1'),
  ...headerValues(200, 'accept-encoding', 'gzip'),
  ...suffixes(200, '?language=la&available=false'),
  ...headerValues(200, 'x-request-id', uuid, uuid.toUpperCase()),
  ...headerValues(422, 'x-request-id', 'req-1'),
  ...headerValues(200, 'cookie', 'currency=EUR; visits=3', 'currency=GBP', 'visits=0'),
  ...headerValues(422, 'cookie', 'currency=XXX', 'visits=-1', 'visits=many'),
]);

const listAuthors = listRequests({ operation: 'listAuthors', method: 'GET', path: '/authors' }, [
  ...suffixes(
    200,
    '',
    '?page=1&per_page=2',
    '?page=10000',
    '?per_page=50',
    '?initial=M',
    '?as=csv',
    '?as=json',
  ),
  ...suffixes(400, '?page=0', '?page=10001', '?per_page=51', '?per_page=x', '?initial=m', '?as=xml'),
  ...suffixes(200, '?sort=name', '?sort=-name', '?sort=born', '?sort=-born'),
  ...suffixes(400, '?sort=id'),
  ...headerValues(200, 'accept', 'text/csv', 'application/json, text/csv', '*/*'),
]);

const listReviews = listRequests({ operation: 'listReviews', method: 'GET', path: '/books/' }, [
  ...suffixes(200, '<book_id>/reviews', '<book_id>/reviews?rating=5', '<book_id>/reviews?limit=1'),
  ...suffixes(422, '<book_id>/reviews?rating=6', '<book_id>/reviews?limit=0', 'nope/reviews'),
  ...suffixes(404, `${uuid}/reviews`),
]);

const getReview = listRequests({ operation: 'getReview', method: 'GET', path: '/books/' }, [
  ...suffixes(200, '<book_id>/reviews/<review_id>'),
  { path: '<book_id>/reviews/<review_id>', credentials: ['bearerAuth'], status: 200 },
  { path: '<book_id>/reviews/<review_id>', headers: { authorization: 'Bearer nope' }, status: 401 },
  ...suffixes(404, `<book_id>/reviews/${uuid}`, `${uuid}/reviews/<review_id>`),
  ...suffixes(422, '<book_id>/reviews/7'),
]);

const getAuthor = listRequests({ operation: 'getAuthor', method: 'GET', path: '/authors/' }, [
  ...suffixes(200, '<author_id>', '<AUTHOR_ID>'),
  ...suffixes(404, uuid),
  ...suffixes(422, 'nope'),
]);

/** Requests for resources and lists. */
export const listAndReadRequests = [...listBooks, ...listAuthors, ...listReviews, ...getReview, ...getAuthor];
