import { isObject, type Json, type JsonObject } from '../spec/json.ts';
import { entry } from './answers.ts';
import { type Branch, branches, type FieldSpec } from './fields.ts';
import type { Ask, Field, Issue } from './pipeline.ts';

/** A body that one branch of the union accepts, its values as the server spells them. */
export interface Accepted {
  key: string;
  values: JsonObject;
}

const missing: Issue = { type: 'missing', msg: 'Field required' };

const notAnObject = (branch: Branch): Issue => ({
  type: 'model_attributes_type',
  msg: 'Input should be a valid dictionary or object to extract fields from',
  ctx: { class_name: branch.name },
});

function given(body: JsonObject, { name, aliases = [] }: FieldSpec): Json | undefined {
  const key = [name, ...aliases].find((alias) => Object.hasOwn(body, alias));
  return key === undefined ? undefined : body[key];
}

function issueOf(spec: FieldSpec, value: Json | undefined, ask: Ask): Issue | undefined {
  if (value === undefined) return spec.nullable ? undefined : missing;
  if (value === null && spec.nullable) return undefined;
  return spec.kind.refuse(value, ask.settings);
}

function check(branch: Branch, spec: FieldSpec, body: JsonObject, ask: Ask): Field {
  const value = given(body, spec);
  const issue = issueOf(spec, value, ask);
  return ask.through(
    'field',
    { branch: branch.name, name: spec.name, required: !spec.nullable, value, issue },
    ask,
  );
}

function errorsOf(branch: Branch, body: JsonObject, ask: Ask): JsonObject[] {
  return branch.fields.flatMap((spec) => {
    const { issue, name, value } = check(branch, spec, body, ask);
    return issue ? [entry(issue, ['body', branch.name, name], value === undefined ? body : value)] : [];
  });
}

function accept(branch: Branch, body: JsonObject, ask: Ask): Accepted {
  const values = branch.fields.flatMap((spec) => {
    const value = given(body, spec);
    return value === undefined || value === null ? [] : [[spec.name, spec.kind.spell(value, ask.settings)]];
  });
  return { key: branch.key, values: Object.fromEntries(values) };
}

/**
 * Of two branches that both accept, pydantic's smart mode takes the one that converted less: without a member id or a
 * URL the external id is taken as it is, otherwise both convert and the first wins.
 */
function choose(accepting: readonly Branch[], body: JsonObject): Branch | undefined {
  const converts = body.member_id != null || body.return_url != null;
  return converts ? accepting.at(0) : accepting.at(-1);
}

/** The body as one branch of the union accepts it, or the errors of every branch. */
export function validate(body: Json, ask: Ask): Accepted | JsonObject[] {
  const verdicts = branches.map((branch) => ({
    branch,
    errors: isObject(body)
      ? errorsOf(branch, body as JsonObject, ask) // a Json that is an object
      : [entry(notAnObject(branch), ['body', branch.name], body)],
  }));
  const accepting = verdicts.filter(({ errors }) => errors.length === 0).map(({ branch }) => branch);
  const errors = accepting.length > 0 ? [] : verdicts.flatMap((verdict) => verdict.errors);
  const all = ask.through('errors', errors, ask);
  if (all.length > 0) return all;
  const whole = isObject(body) ? (body as JsonObject) : {}; // as above; a fault may let others through
  const chosen = choose(accepting, whole) ?? branches[0];
  return chosen ? accept(chosen, whole, ask) : all;
}
