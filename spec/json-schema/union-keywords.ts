import {
  _,
  type Ajv2020,
  type AnySchema,
  type CodeKeywordDefinition,
  type ValidateFunction,
} from 'ajv/dist/2020.js';
import { lazy, memoize } from '../memoize.ts';

const unionKeywords = ['anyOf', 'oneOf'] as const;

/** Returns the objects and arrays that a union has accepted, by its schema. */
type AcceptedValues = (schema: object) => Readonly<Record<(typeof unionKeywords)[number], WeakSet<object>>>;

type Compile = (schema: AnySchema) => ValidateFunction;

export const createAcceptedValues = (): AcceptedValues =>
  memoize(() => ({ anyOf: new WeakSet(), oneOf: new WeakSet() }));

/**
 * Makes unions accept an object or array at once that they have accepted before. Mutations of a value share its
 * unchanged parts, and a union of many branches takes most of the time of a validation. Values must not change after
 * their validation.
 */
export function rememberAcceptedValues(ajv: Ajv2020, findAccepted: AcceptedValues): void {
  for (const keyword of unionKeywords) {
    const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition; // as ajv defines it
    const { code } = definition;
    definition.code = (cxt, ruleType) => {
      const { data, errsCount, gen, parentSchema } = cxt;
      const accepted = gen.scopeValue('obj', { ref: findAccepted(parentSchema)[keyword] });
      gen.if(_`!${accepted}.has(${data})`, () => {
        code(cxt, ruleType);
        gen.if(_`typeof ${data} == "object" && ${data} !== null && ${errsCount} === errors`, () =>
          gen.code(_`${accepted}.add(${data})`),
        );
      });
    };
  }
}

/**
 * Replaces the unions of an instance that only decides whether values are valid: they end at the first branch that
 * decides, and accept an object or array at once that they have accepted before.
 */
export function replaceUnionKeywords(ajv: Ajv2020, compile: Compile, findAccepted: AcceptedValues): void {
  for (const keyword of unionKeywords) {
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      schemaType: 'array',
      compile(branches: AnySchema[], parentSchema) {
        const validators = branches.map((branch) => lazy(() => compile(branch)));
        const accepted = findAccepted(parentSchema)[keyword];
        return (value: unknown) => {
          const isRemembered = typeof value === 'object' && value !== null;
          if (isRemembered && accepted.has(value)) return true;
          const first = validators.findIndex((validate) => validate()(value));
          const isValid =
            first !== -1 &&
            (keyword === 'anyOf' || !validators.slice(first + 1).some((validate) => validate()(value)));
          if (isRemembered && isValid) accepted.add(value);
          return isValid;
        };
      },
    });
  }
}
