import { describeEnrichService } from "../contracts/enrich-service";
import { createFakeClock } from "./fake-clock";
import { url, urls } from "./identifiers";
import { recordingService } from "./recording-service";

describeEnrichService("that records", () => ({
  service: recordingService(createFakeClock()).service,
  known: urls(3),
  unknown: url("nobody"),
}));
