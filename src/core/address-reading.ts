/** An address in its one spelling, or why it is none: the end of a sentence that begins with what was read. */
export type AddressReading =
  | {
      readonly ok: true;
      /** As it is sent to the service. */
      readonly value: string;
      /** The same for every spelling; without the kind. */
      readonly key: string;
      readonly isEncoded: boolean;
    }
  | { readonly ok: false; readonly why: string };
