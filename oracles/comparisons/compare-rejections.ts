import { createBranchAcceptedClause, listInnerBranches } from '../../spec/clauses/acceptance-clauses.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { escapeRegExp } from '../../spec/escape-reg-exp.ts';
import { isUnion, listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { createStatusFailure } from '../check-context.ts';
import { isNamed, printValues } from '../is-named.ts';
import type { ComparisonResult } from './comparison-result.ts';

/** A part of valid requests: a branch of a union in the body, or a parameter. */
interface Part {
  /** The id of the clause that the target accepts some value of it. */
  clause: string;
  /** Names of which a response that rejects the part itself has one. */
  names: readonly string[];
  /** Names of what the part contains. A response that has one of them may reject only a value. */
  inner: readonly string[];
  /** Matches a text about an item of the part, as in `ids/0` or `ids[0]`. */
  item?: RegExp;
  /** Minimum number of rejections. A rejected tag is about the branch, and not about its values. */
  minimum: number;
  expected: string;
}

/**
 * Finds the parts that the target rejects in every valid request, although it accepts requests without them, and whose
 * rejections name the part and nothing in it: a generated value may refer to something that does not exist.
 */
export function compareRejections(model: OperationModel, exchanges: readonly Exchange[]): ComparisonResult[] {
  const valid = exchanges.filter(({ case: { kind, subcases } }) => kind === 'valid' && !subcases);
  const accepted = valid.find(isAccepted);
  if (!accepted) return [];
  return [...listBranches(model), ...listParameters(model)].flatMap((part): ComparisonResult[] => {
    const [first, ...others] = valid.filter(({ case: { covers } }) => covers.includes(part.clause));
    if (!first || others.length + 1 < part.minimum) return [];
    if (![first, ...others].every((each) => isRejected(each, part))) return [];
    const failure = first.response && createStatusFailure(first.response, part.expected);
    return failure ? [{ clause: part.clause, failure, exchanges: [first, ...others, accepted] }] : [];
  });
}

const isAccepted = ({ response }: Exchange): boolean => response !== undefined && response.status < 300;

/** Whether the target rejects the request as invalid because of the part. */
function isRejected({ response, sent }: Exchange, { names, inner, item }: Part): boolean {
  if (response?.status !== 400 && response?.status !== 422) return false;
  const text = response.body.json ? printValues(response.body.json.value) : response.body.text;
  const isMentioned = (name: string): boolean => isNamed(text, name);
  const isInner = inner.some(isMentioned) || (item?.test(text) ?? false);
  return names.some(isMentioned) && !isInner && !repeatsValue(text, sent);
}

/** Whether the text repeats a generated value of the request, such as a UUID: it then rejects this value. */
function repeatsValue(text: string, { url, headers, body = '' }: Exchange['sent']): boolean {
  const request = [url, body, ...headers.map(([, value]) => value)].join('\n');
  return (text.match(/[\w-]{6,}/g) ?? []).some((word) => /\d/.test(word) && request.includes(word));
}

function listBranches({ request }: OperationModel): Part[] {
  if (!request) return [];
  const inner = new Set(listInnerBranches(request));
  return listNodes(request).flatMap(({ edges, label }) =>
    edges
      .filter(({ keyword, node }) => isUnion(keyword) && inner.has(node))
      .map(({ node }) => ({
        clause: createBranchAcceptedClause(node).id,
        names: [
          ...(node.tag ? [node.tag.property] : []),
          label.split('.').at(-1)?.replace(/\[.*$/, '') ?? '',
        ],
        inner: listNames(node).filter((name) => name !== node.tag?.property),
        minimum: node.tag ? 1 : 2,
        expected: 'a success: the branch is one of those that the document lists',
      })),
  );
}

function listParameters({ parameters }: OperationModel): Part[] {
  return parameters.flatMap(({ parameter, root, someAcceptedClause }) =>
    someAcceptedClause
      ? [
          {
            clause: someAcceptedClause.id,
            names: [parameter.name],
            inner: listNames(root),
            item: new RegExp(`${escapeRegExp(parameter.name)}\\W{1,2}\\d`, 'i'),
            minimum: 2,
            expected: 'a success for one of the valid values',
          },
        ]
      : [],
  );
}

/** The names of all properties within the node. */
const listNames = (node: SchemaNode): string[] =>
  listNodes(node).flatMap(({ edges }) =>
    edges.flatMap(({ keyword, key }) => (keyword === 'properties' ? [String(key)] : [])),
  );
