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
export function person(
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
export function people(
  identifiers: unknown[][],
  fields: unknown[][],
  options?: unknown[][],
  invocation?: CustomFunctions.CancelableInvocation,
): Promise<unknown[][]> {
  return settle((call) => session().formulas.people(identifiers, fields, options, call), invocation);
}

/**
 * Lists what a person has several of, such as positions, schools or skills: one row for each.
 * @customfunction LIST
 * @param identifier Profile URL or business e-mail of one person.
 * @param path List such as experience.employment_details.past, or a field within one.
 * @param [options] Such as "headers=yes", or a range of two columns.
 * @param invocation Supplied by Excel.
 * @returns One row per item; for a list of records one column per field.
 */
export function list(
  identifier: unknown[][],
  path: string,
  options?: unknown[][],
  invocation?: CustomFunctions.CancelableInvocation,
): Promise<unknown[][]> {
  return settle((call) => session().formulas.list(identifier, path, options, call), invocation);
}

/**
 * Lists the fields that can be asked for, with description, type and credits. Free.
 * @customfunction FIELDS
 * @param [search] Words that path or description must contain. Without it: all fields.
 * @returns A table with a header row.
 */
export function fields(search?: string): Promise<unknown[][]> {
  return settle(() => session().formulas.fields(search));
}

/**
 * Counts the credits that asking for people could cost now, at most. Free: nobody is asked.
 * @customfunction COST
 * @param identifiers Profile URLs or business e-mails: a cell, or a range of them.
 * @param [fields] Field paths: a text, or a range of header cells. Without it: the name.
 * @returns A number of credits.
 */
export function cost(identifiers: unknown[][], fields?: unknown[][]): Promise<unknown[][]> {
  return settle(() => session().formulas.cost(identifiers, fields));
}

/**
 * Tells when the answer that is kept about a person was fetched. Free: nobody is asked.
 * @customfunction ASOF
 * @param identifier Profile URL or business e-mail: a cell, or a range of them.
 * @returns A date; empty text where nothing is kept.
 */
export function asOf(identifier: unknown[][]): Promise<unknown[][]> {
  return settle(() => session().formulas.asOf(identifier));
}

CustomFunctions.associate("PERSON", person);
CustomFunctions.associate("PEOPLE", people);
CustomFunctions.associate("LIST", list);
CustomFunctions.associate("FIELDS", fields);
CustomFunctions.associate("COST", cost);
CustomFunctions.associate("ASOF", asOf);
