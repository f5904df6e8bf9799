import { Fragment } from "react";

/** A field path that breaks between its words where it is too long for its line. */
export function PathText({ path }: { readonly path: string }) {
  return (
    <>
      {path.split(/(?<=[._])/u).map((word, position) => (
        <Fragment key={position}>
          {position > 0 && <wbr />}
          {word}
        </Fragment>
      ))}
    </>
  );
}
