import { createRoot } from "react-dom/client";
import { Pane } from "./Pane";
import type { PaneParts } from "./parts";
import { createPaneModel } from "./state/create-pane-model";

/** Shows the pane in `element`; returns the function that takes it away. */
export function mountPane(element: Element, parts: PaneParts): () => void {
  const model = createPaneModel(parts);
  const root = createRoot(element);
  root.render(<Pane parts={parts} model={model} />);
  return () => {
    root.unmount();
    model.close();
  };
}
