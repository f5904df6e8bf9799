import type { EnumValue, FunctionCatalogue, FunctionDescription, FunctionParameter } from "../functions";

/** Reads functions.json as Excel does; throws an Error that names what is wrong. */
export function readFunctionsJson(json: unknown, namespace: string): FunctionCatalogue {
  if (!isRecord(json) || !Array.isArray(json["functions"]))
    throw new Error("functions.json has no list named functions");
  const functions = json["functions"].map((entry: unknown) => readFunction(entry, namespace));
  const enums = Array.isArray(json["enums"]) ? json["enums"].flatMap(readEnum) : [];
  return { functions, enums: new Map(enums) };
}

function readFunction(entry: unknown, namespace: string): FunctionDescription {
  if (!isRecord(entry)) throw new Error("functions.json lists a function that is not an object");
  const id = text(entry["id"]) ?? text(entry["name"]);
  const name = text(entry["name"]) ?? id;
  if (!id || !name) throw new Error("functions.json lists a function without id and name");
  const options = isRecord(entry["options"]) ? entry["options"] : {};
  const result = isRecord(entry["result"]) ? entry["result"] : {};
  const parameters = Array.isArray(entry["parameters"]) ? entry["parameters"] : [];
  return {
    id: id.toUpperCase(),
    name: name.toUpperCase(),
    fullName: namespace ? `${namespace}.${name}`.toUpperCase() : name.toUpperCase(),
    ...optional("description", text(entry["description"])),
    ...optional("helpUrl", text(entry["helpUrl"])),
    parameters: parameters.map(readParameter),
    isMatrix: result["dimensionality"] === "matrix",
    isStreaming: options["stream"] === true,
    isCancelable: options["cancelable"] === true,
    isVolatile: options["volatile"] === true,
    requiresAddress: options["requiresAddress"] === true || options["requiresStreamAddress"] === true,
    requiresParameterAddresses:
      options["requiresParameterAddresses"] === true || options["requiresStreamParameterAddresses"] === true,
  };
}

function readParameter(entry: unknown): FunctionParameter {
  if (!isRecord(entry)) throw new Error("functions.json lists a parameter that is not an object");
  return {
    name: text(entry["name"]) ?? "argument",
    dimensionality: entry["dimensionality"] === "matrix" ? "matrix" : "scalar",
    optional: entry["optional"] === true,
    repeating: entry["repeating"] === true,
    ...optional("description", text(entry["description"])),
    ...optional("type", text(entry["type"])),
    ...optional("customEnumId", text(entry["customEnumId"])),
  };
}

function readEnum(entry: unknown): [string, readonly EnumValue[]][] {
  if (!isRecord(entry)) return [];
  const id = text(entry["id"]);
  if (!id || !Array.isArray(entry["values"])) return [];
  return [[id, entry["values"].flatMap(readEnumValue)]];
}

function readEnumValue(entry: unknown): EnumValue[] {
  if (!isRecord(entry)) return [];
  const value = entry["stringValue"] ?? entry["numberValue"];
  if (typeof value !== "string" && typeof value !== "number") return [];
  return [{ name: text(entry["name"]) ?? String(value), value, ...optional("tooltip", text(entry["tooltip"])) }];
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  const found: Partial<Record<Key, string>> = {};
  if (value !== undefined) found[key] = value;
  return found;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
