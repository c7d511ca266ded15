import { isOtherOperation } from '../oracles/check-context.ts';
import { isParameterSent } from '../oracles/recording/read-parameters.ts';
import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { TrafficCoverage } from '../spec/clauses/traffic-coverage.ts';
import type { ClauseResult } from '../spec/clauses/verdict.ts';
import type { Exchange, RecordedExchange } from '../spec/openapi/exchange.ts';
import { findResponse } from '../spec/openapi/find-response.ts';
import { parseUrl } from '../spec/parse-url.ts';

/** Counts what recorded exchanges cover. Memory grows with the contract, and not with the exchanges. */
export interface CoverageCounter {
  add(exchange: Exchange): void;
  addUnmatched(exchange: RecordedExchange): void;
  /** Whether an exchange was a request of the operation. */
  isUsed(operation: string): boolean;
  summarize(results: readonly ClauseResult[]): TrafficCoverage;
}

const MAX_UNMATCHED_PATHS = 100;

export function createCoverageCounter(models: readonly OperationModel[]): CoverageCounter {
  const modelsById = new Map(models.map((model) => [model.operation.id, model]));
  const [used, seenResponses, sentParameters] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const statuses = new Set<number>();
  const unmatched = { exchanges: 0, paths: new Set<string>() };
  const counted = new Set<number>(); // an exchange can be a case of several operations
  return {
    add(exchange) {
      counted.add(exchange.id);
      const { response, case: theCase, sent } = exchange;
      const model = modelsById.get(theCase.operation);
      if (response) statuses.add(response.status);
      if (!model || isOtherOperation(theCase)) return;
      const { id } = model.operation;
      used.add(id);
      const documented = response && findResponse(model.operation, response.status);
      if (documented) seenResponses.add(nameResponse(id, documented));
      for (const each of model.parameters)
        if (isParameterSent(each, sent)) sentParameters.add(nameParameter(id, each));
    },
    addUnmatched({ sent: { method, url } }) {
      unmatched.exchanges += 1;
      if (unmatched.paths.size < MAX_UNMATCHED_PATHS)
        unmatched.paths.add(`${method} ${parseUrl(url)?.pathname ?? url}`);
    },
    isUsed: (operation) => used.has(operation),
    summarize(results) {
      const names = models.flatMap(({ operation: { id, responses }, parameters }) => ({
        responses: responses.map((each) => nameResponse(id, each)),
        parameters: parameters.map((each) => nameParameter(id, each)),
      }));
      const ofOperations = results.filter(({ clause }) => clause.operation !== '');
      return {
        exchanges: counted.size,
        statuses: [...statuses].sort((one, other) => one - other),
        operations: compare([...modelsById.keys()], used),
        responses: compare(
          names.flatMap((each) => each.responses),
          seenResponses,
        ),
        parameters: compare(
          names.flatMap((each) => each.parameters),
          sentParameters,
        ),
        clauses: {
          covered: ofOperations.filter(({ observed }) => observed > 0).length,
          total: ofOperations.length,
        },
        unmatched: { exchanges: unmatched.exchanges, paths: [...unmatched.paths] },
      };
    },
  };
}

const nameResponse = (operation: string, { status }: { status: string }): string => `${operation} ${status}`;

const nameParameter = (operation: string, { parameter }: OperationModel['parameters'][number]): string =>
  `${operation} ${parameter.in}/${parameter.name}`;

const compare = (all: readonly string[], seen: ReadonlySet<string>) => ({
  covered: all.filter((name) => seen.has(name)).length,
  total: all.length,
  missing: all.filter((name) => !seen.has(name)),
});
