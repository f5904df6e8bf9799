import { session } from "../session";
import { settle } from "./settle";

/**
 * Looks up a person: one field, several, or a whole section. A person already known costs nothing.
 * @customfunction PERSON
 * @param identifier Profile URL or business e-mail: a cell, or a range of them.
 * @param [field] Field path such as basic_profile.headline, a section, or several with commas. Without it: the name.
 * @param [options] Such as "if_missing=unknown; candidate=2", or a range of two columns.
 * @param invocation Supplied by Excel.
 * @returns One value; for a range one row per identifier, for several fields one column each.
 */
export async function person(
  identifier: unknown[][],
  field?: string,
  options?: unknown[][],
  invocation?: CustomFunctions.CancelableInvocation,
): Promise<unknown[][]> {
  return settle((call) => session().formulas.person(identifier, field, options, call), invocation);
}

/**
 * Looks up many people at once: one row per identifier, one column per header cell.
 * @customfunction PEOPLE
 * @param identifiers Range of profile URLs or business e-mails.
 * @param fields Range of header cells with field paths.
 * @param [options] Such as "headers=yes", or a range of two columns.
 * @param invocation Supplied by Excel.
 * @returns A table beside the identifiers.
 */
export async function people(
  identifiers: unknown[][],
  fields: unknown[][],
  options?: unknown[][],
  invocation?: CustomFunctions.CancelableInvocation,
): Promise<unknown[][]> {
  return settle((call) => session().formulas.people(identifiers, fields, options, call), invocation);
}

/**
 * Lists the fields that can be asked for, with description, type and credits. Free.
 * @customfunction FIELDS
 * @param [search] Words that path or description must contain. Without it: all fields.
 * @returns A table with a header row.
 */
export async function fields(search?: string): Promise<unknown[][]> {
  return settle(() => session().formulas.fields(search));
}

CustomFunctions.associate("PERSON", person);
CustomFunctions.associate("PEOPLE", people);
CustomFunctions.associate("FIELDS", fields);
