import type { Json, JsonObject } from '../spec/json.ts';
import { type Branch, branches, type FieldDefinition } from './body-branches.ts';
import { isJsonObject, toObject } from './json-object.ts';
import type { FieldResult, Issue, RequestContext } from './pipeline.ts';
import { errorDetail } from './responses.ts';

/** A request body that one branch of the union accepts, with normalized values. */
export interface AcceptedBody {
  /** The property of the body that identifies the customer. */
  key: string;
  values: JsonObject;
}

const missingIssue: Issue = { type: 'missing', msg: 'Field required' };

const notAnObjectIssue = (branch: Branch): Issue => ({
  type: 'model_attributes_type',
  msg: 'Input should be a valid dictionary or object to extract fields from',
  ctx: { class_name: branch.name },
});

function readField(body: JsonObject, { name, aliases = [] }: FieldDefinition): Json | undefined {
  const key = [name, ...aliases].find((alias) => Object.hasOwn(body, alias));
  return key === undefined ? undefined : body[key];
}

function findIssue(
  { nullable, type }: FieldDefinition,
  value: Json | undefined,
  { settings }: RequestContext,
): Issue | undefined {
  if (value === undefined) return nullable ? undefined : missingIssue;
  if (value === null && nullable) return undefined;
  return type.validate(value, settings);
}

function validateField(
  branch: Branch,
  field: FieldDefinition,
  body: JsonObject,
  context: RequestContext,
): FieldResult {
  const value = readField(body, field);
  const issue = findIssue(field, value, context);
  const result = { branch: branch.name, name: field.name, required: !field.nullable, value, issue };
  return context.pipe('field', result, context);
}

function validateBranch(branch: Branch, body: Json, context: RequestContext): JsonObject[] {
  if (!isJsonObject(body)) return [errorDetail(notAnObjectIssue(branch), ['body', branch.name], body)];
  return branch.fields.flatMap((field) => {
    const { issue, name, value } = validateField(branch, field, body, context);
    return issue ? [errorDetail(issue, ['body', branch.name, name], value === undefined ? body : value)] : [];
  });
}

function normalizeBody(branch: Branch, body: JsonObject, { settings }: RequestContext): AcceptedBody {
  const values = branch.fields.flatMap((field) => {
    const value = readField(body, field);
    return value === undefined || value === null ? [] : [[field.name, field.type.normalize(value, settings)]];
  });
  return { key: branch.key, values: Object.fromEntries(values) };
}

/**
 * Selects the branch if both accept the body. pydantic's smart mode selects the one that converts fewer values. A
 * member id or a URL is converted in both branches, so the first branch is selected. Without them, only the first
 * branch converts a value, its id, so the last one is selected.
 */
function chooseBranch(accepting: readonly Branch[], body: JsonObject): Branch | undefined {
  const bothConvert = body.member_id != null || body.return_url != null;
  return bothConvert ? accepting.at(0) : accepting.at(-1);
}

/** Returns the body as accepted by one branch, or the errors of all branches. */
export function validateBody(body: Json, context: RequestContext): AcceptedBody | JsonObject[] {
  const results = branches.map((branch) => ({ branch, errors: validateBranch(branch, body, context) }));
  const accepting = results.flatMap(({ branch, errors }) => (errors.length === 0 ? [branch] : []));
  const branchErrors = accepting.length > 0 ? [] : results.flatMap(({ errors }) => errors);
  const errors = context.pipe('errors', branchErrors, context);
  if (errors.length > 0) return errors;
  const object = toObject(body); // a fault may accept a body that is not an object
  const branch = chooseBranch(accepting, object) ?? branches[0];
  return branch ? normalizeBody(branch, object, context) : errors;
}
