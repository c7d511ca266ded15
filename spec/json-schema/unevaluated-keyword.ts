import type { Ajv2020, ErrorObject, FuncKeywordDefinition } from 'ajv/dist/2020.js';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import { escapeToken } from '../json.ts';
import { type AjvSchema, type EvaluationContext, listUnevaluated } from './evaluation.ts';

/** The names of the error parameter that contains the unevaluated property or item. */
const errorParams = {
  unevaluatedItems: 'unevaluatedItem',
  unevaluatedProperties: 'unevaluatedProperty',
} as const;

/**
 * Replaces ajv's implementation of `unevaluatedItems` and `unevaluatedProperties`, which errs in some cases (see
 * `listUnevaluated`).
 */
export function replaceUnevaluatedKeywords(ajv: Ajv2020): void {
  const context: EvaluationContext = {
    // `rewriteForAjv` has added all referenced schemas
    resolveReference: (name) => ajv.getSchema(name)?.schema as AjvSchema,
    isValid: (schema, value) => ajv.compile(schema)(value),
  };
  for (const keyword of ['unevaluatedItems', 'unevaluatedProperties'] as const) {
    ajv.removeKeyword(keyword);
    ajv.addKeyword(createKeyword(keyword, ajv, context));
  }
}

function createKeyword(
  keyword: keyof typeof errorParams,
  ajv: Ajv2020,
  context: EvaluationContext,
): FuncKeywordDefinition {
  return {
    keyword,
    type: keyword === 'unevaluatedItems' ? 'array' : 'object',
    schemaType: ['boolean', 'object'],
    compile(schema: AjvSchema, parentSchema) {
      const createError = (key: string): Partial<ErrorObject> => ({
        ...{ keyword, parentSchema, message: 'must NOT be present' },
        params: { [errorParams[keyword]]: key },
      });
      const validate: DataValidateFunction = (value, dataContext) => {
        const errors = listUnevaluated(parentSchema, value, context).flatMap((key) => {
          const pointer = `${dataContext?.instancePath ?? ''}/${escapeToken(key)}`;
          return schema === false ? [createError(key)] : listErrors(ajv, schema, value[key], pointer);
        });
        validate.errors = errors;
        return errors.length === 0;
      };
      return validate;
    },
  };
}

function listErrors(
  ajv: Ajv2020,
  schema: AjvSchema,
  value: unknown,
  instancePath: string,
): Partial<ErrorObject>[] {
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => ({
    ...error,
    instancePath: instancePath + error.instancePath,
  }));
}
