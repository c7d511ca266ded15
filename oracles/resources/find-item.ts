import { isJsonObject, type Json, type JsonObject } from '../../spec/json.ts';
import { identifierNames } from '../../spec/openapi/path-names.ts';

/**
 * Returns the item that has the id, or that is the id.
 * @param idNames the names that the property with the id may have
 */
export const findItemWithId = (
  items: readonly Json[],
  id: Json,
  idNames: readonly string[],
): Json | undefined =>
  items.find(
    (each) =>
      String(each) === String(id) ||
      (isJsonObject(each) &&
        (hasId(each, idNames) ? idNames : identifierNames).some((name) => String(each[name]) === String(id))),
  );

export const hasId = (item: JsonObject, idNames: readonly string[]): boolean =>
  idNames.some((name) => item[name] !== undefined);
