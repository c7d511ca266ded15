import {
  type InstancePointer,
  type Json,
  joinPointer,
  parentPointer,
  parsePointer,
  valueAt,
} from '../spec/json.ts';
import { describeFormatDefect } from '../spec/json-schema/formats/describe-format-defect.ts';
import { getValueType } from '../spec/json-schema/json-type.ts';
import type { ValidationError } from '../spec/openapi/contract.ts';
import type { AssertionCheck } from './node-checks.ts';
import { getPointer, type Judgement, type Position, type ShapeObservation } from './shape-position.ts';

/** Judges a value by the assertions of its schema that apply to its type. */
export function judgeAssertions(
  position: Position,
  assertions: readonly AssertionCheck[],
  { errors, observe }: Judgement,
): void {
  const type = getValueType(position.value);
  const pointer = errors.length > 0 ? getPointer(position) : '';
  for (const assertion of assertions) {
    if (!assertion.appliesTo.includes(type)) continue;
    const failure = errors.length > 0 && findFailure(position.value, pointer, assertion, errors);
    observe({ clause: assertion.clause.id, ...(failure && { failure }) });
  }
}

function findFailure(
  value: Json,
  pointer: InstancePointer,
  { judging, name, format, expected, schemaPointers }: AssertionCheck,
  errors: readonly ValidationError[],
): ShapeObservation['failure'] {
  const instancePointer = name === undefined ? pointer : joinPointer(pointer, name);
  const isAtPart = judging === 'error at a property' || judging === 'error at a part';
  const isHere = (error: ValidationError): boolean =>
    error.instancePointer === instancePointer ||
    (isAtPart && parentPointer(error.instancePointer) === instancePointer);
  const found = errors.find((error) => schemaPointers.includes(error.schemaPointer) && isHere(error));
  if (found === undefined) return undefined;
  if (judging === 'error at a part' && found.instancePointer !== pointer) {
    const part = parsePointer(found.instancePointer).at(-1) ?? '';
    return {
      instancePointer: found.instancePointer,
      expected,
      received: valueAt(value, joinPointer('', part)) as Json,
    };
  }
  const defect =
    format !== undefined && typeof value === 'string' ? describeFormatDefect(format, value) : undefined;
  const received = name === undefined ? value : undefined;
  return { instancePointer, expected, received, ...(defect !== undefined && { defect }) };
}
