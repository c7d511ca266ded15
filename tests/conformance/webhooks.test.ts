import { testClauses } from './clause-tests.ts';

/**
 * Sent: nothing. Checked: deliveries that `judge --webhooks` reads or `receive` receives follow the `webhooks` of the
 * document, HTTP and Standard Webhooks (`oracles/deliveries/`).
 */
testClauses('webhooks');
