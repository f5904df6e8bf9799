import { Button } from "@fluentui/react-components";
import { useEffect, useState, type ComponentType } from "react";
import { Notice } from "./Notice";

type Loading<Props> =
  { readonly status: "loading" | "failed" } | { readonly status: "there"; readonly Shown: ComponentType<Props> };

/** A part of the pane that the first screen does not wait for: nothing stands there until `load` has brought it. */
export function loadedLater<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return function LoadedLater(props: Props) {
    const [loading, setLoading] = useState<Loading<Props>>({ status: "loading" });
    const isLoading = loading.status === "loading";
    useEffect(() => {
      if (!isLoading) return;
      let isGone = false;
      load().then(
        (Shown) => isGone || setLoading({ status: "there", Shown }),
        () => isGone || setLoading({ status: "failed" }),
      );
      return () => {
        isGone = true;
      };
    }, [isLoading]);
    if (loading.status === "there") return <loading.Shown {...props} />;
    if (isLoading) return null;
    return (
      <Notice tone="problem">
        A part of the pane could not be loaded.
        <Button size="small" onClick={() => setLoading({ status: "loading" })}>
          Try again
        </Button>
      </Notice>
    );
  };
}
