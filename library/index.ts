export { UsageError } from '../http/usage-error.ts';
export {
  type ReferenceOptions,
  type ReferenceServer,
  startReference as createReference,
} from '../reference/server.ts';
export { ContractError } from '../spec/document/contract-error.ts';
export type { Contract } from '../spec/openapi/contract.ts';
export {
  type ClauseFailure,
  type Judgement,
  judgeExchange,
  type ObservedExchange,
} from './judge-exchange.ts';
export { judgeTraffic, type TrafficOptions, type TrafficResult } from './judge-traffic.ts';
export { type ContractOptions, loadContract } from './load-contract.ts';
export type {
  ObservedBody,
  ObservedHeaders,
  ObservedRequest,
  ObservedResponse,
} from './observed-exchange.ts';
export {
  type ClauseVerdict,
  type ConformanceResult,
  type FetchTarget,
  type RunOptions,
  runConformance,
} from './run-conformance.ts';
