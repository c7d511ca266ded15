export { loadContract } from '../spec/document/load-contract.ts';
