import { _, type Ajv2020, type CodeKeywordDefinition } from 'ajv/dist/2020.js';

/**
 * Makes unions accept an object or array at once that they have accepted before. Mutations of a value share its
 * unchanged parts, and a union of many branches takes most of the time of a validation. Values must not change after
 * their validation.
 */
export function rememberAcceptedValues(ajv: Ajv2020): void {
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition; // as ajv defines it
    const { code } = definition;
    definition.code = (cxt, ruleType) => {
      const { data, errsCount, gen } = cxt;
      const accepted = gen.scopeValue('obj', { ref: new WeakSet() });
      gen.if(_`!${accepted}.has(${data})`, () => {
        code(cxt, ruleType);
        gen.if(_`typeof ${data} == "object" && ${data} !== null && ${errsCount} === errors`, () =>
          gen.code(_`${accepted}.add(${data})`),
        );
      });
    };
  }
}
