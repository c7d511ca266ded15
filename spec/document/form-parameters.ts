import { isJsonObject, type Json, type JsonObject } from '../json.ts';

const formTypes = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** The fields of a form parameter that describe the parameter and do not belong into its schema. */
const parameterFields = ['name', 'in', 'required', 'collectionFormat', 'allowEmptyValue'];

/**
 * Replaces the form parameters of a Swagger 2.0 operation, in place, by a body: an object with a property for each
 * (Swagger 2.0, "Parameter Object"). The encoding of arrays is left in `x-encoding`.
 */
export function convertFormParameters(operation: JsonObject): void {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isJsonObject) : [];
  const fields = parameters.filter((parameter) => parameter.in === 'formData');
  const [first] = fields;
  if (first === undefined) return;
  const required = fields.filter((field) => field.required === true).map(({ name }) => String(name));
  const properties = Object.fromEntries(fields.map((field) => [String(field.name), toSchema(field)]));
  const schema: JsonObject = { type: 'object', properties, ...(required.length > 0 && { required }) };
  const body = {
    name: 'body',
    in: 'body',
    required: required.length > 0,
    'x-encoding': listEncodings(fields),
    schema,
  };
  operation.parameters = [...parameters.filter((parameter) => parameter.in !== 'formData'), body];
  operation.consumes = selectFormTypes(operation.consumes, fields);
}

const toSchema = (field: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(field).filter(([name]) => !parameterFields.includes(name)));

/**
 * Lists the parameters whose arrays are separated by commas. With `multi` they need no encoding: it is OpenAPI's
 * default.
 */
const listEncodings = (fields: readonly JsonObject[]): JsonObject =>
  Object.fromEntries(
    fields
      .filter(({ type, collectionFormat }) => type === 'array' && collectionFormat !== 'multi')
      .map(({ name }) => [String(name), { style: 'form', explode: false }]),
  );

/** Selects the media types of the body. Files can be sent only as `multipart/form-data`. */
function selectFormTypes(consumes: Json | undefined, fields: readonly JsonObject[]): string[] {
  const hasFile = fields.some(({ type }) => type === 'file');
  const allowed = hasFile ? formTypes.slice(0, 1) : formTypes;
  const declared = Array.isArray(consumes)
    ? consumes.map(String).filter((type) => allowed.includes(type))
    : [];
  return declared.length > 0 ? declared : allowed.slice(-1);
}
