import { useEffect, useState, type ComponentType } from "react";
import type { ForgetPerson as Forget } from "../../core/forget-person";
import { Disclosure } from "../controls/Disclosure";

interface FormProps {
  readonly forget: Forget;
}

/** Rarely wanted: what is inside is loaded when it is opened. */
export function ForgetPerson(props: FormProps) {
  return (
    <Disclosure label="Forget a person">
      <Loaded {...props} />
    </Disclosure>
  );
}

function Loaded(props: FormProps) {
  const [Form, setForm] = useState<ComponentType<FormProps>>();
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    import(/* webpackChunkName: "forget-person" */ "./ForgetPersonForm").then(
      ({ ForgetPersonForm }) => setForm(() => ForgetPersonForm),
      () => setHasFailed(true),
    );
  }, []);
  if (hasFailed) return "This could not be loaded. Check the connection, then open it again.";
  return Form === undefined ? "Loading…" : <Form {...props} />;
}
