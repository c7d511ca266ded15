import { toObject } from '../json-object.ts';
import type { Variant } from '../pipeline.ts';
import { removeNullAt, setAt } from '../transforms/json.ts';

/** Variants of the dated versions of the API. */
export const versions: readonly Variant[] = [
  {
    id: 'version-default-current',
    description: 'Requests without a version get version 2026-10',
    onlyVersions: true,
    settings: { defaultVersion: '2026-10' },
  },
  {
    id: 'version-nulls',
    description: 'The properties that may be null since version 2026-04 are null',
    onlyVersions: true,
    customer: (customer) => ({
      ...toObject(customer),
      ...{ avatar_url: null, billing_name: null, first_user_event_at: null, default_payment_method_id: null },
    }),
  },
  {
    id: 'version-no-payment-method',
    description:
      '`default_payment_method_id` is absent instead of null, and the first event is older than the customer',
    onlyVersions: true,
    customer: (customer, context) =>
      removeNullAt('default_payment_method_id')(
        setAt('first_user_event_at', '2020-02-29T12:00:00Z')(customer, context),
        context,
      ),
  },
];
