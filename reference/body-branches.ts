import { type FieldType, stringField, urlField, uuidField } from './field-types.ts';

export interface FieldDefinition {
  name: string;
  type: FieldType;
  /** Whether null means the same as an absent field. */
  nullable: boolean;
  /** Undocumented alternative names. */
  aliases?: readonly string[];
}

/** One branch of the `anyOf` of the request body. */
export interface Branch {
  /** The name of the schema in the document. */
  name: string;
  /** The fields in the order in which errors are reported. The last one identifies the customer. */
  fields: readonly FieldDefinition[];
  /** The name of the field that identifies the customer. */
  key: string;
}

const sharedFields: FieldDefinition[] = [
  { name: 'member_id', type: uuidField, nullable: true },
  { name: 'external_member_id', type: stringField, nullable: true },
  { name: 'return_url', type: urlField, nullable: true },
];

/** The branches of the request body, in the order of the document. */
export const branches: readonly Branch[] = [
  {
    name: 'CustomerSessionCustomerIDCreate',
    key: 'customer_id',
    fields: [...sharedFields, { name: 'customer_id', type: uuidField, nullable: false }],
  },
  {
    name: 'CustomerSessionCustomerExternalIDCreate',
    key: 'external_customer_id',
    fields: [
      ...sharedFields,
      {
        name: 'external_customer_id',
        type: stringField,
        nullable: false,
        aliases: ['customer_external_id'],
      },
    ],
  },
];
