/** An error as Office.js reports it: `code` is one of its error codes. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export const itemNotFound = () => new ApiError("ItemNotFound", "The requested resource doesn't exist.", 404);

export const invalidArgument = (message = "The argument is invalid or missing or has an incorrect format."): ApiError =>
  new ApiError("InvalidArgument", message);

/** A member of the Excel API that the workbench lacks: reported, and thrown as `ApiNotFound`. */
export class MissingMember extends ApiError {
  constructor(readonly member: string) {
    super("ApiNotFound", `The workbench does not implement ${member}.`, 404);
  }
}
