import type { AnswerStore } from "./answer-store";
import type { OnBilled } from "./bill";
import type { Clock, Random } from "./clock";
import type { EnricherSettings } from "./enricher-settings";
import type { LostReplies } from "./lost-replies";
import type { SectionFacts } from "./sections";
import type { EnrichService, KeptQuestion } from "./service";
import type { Slots } from "./slots";
import type { SpendGate } from "./spend-gate";

/** What went wrong without any lookup failing for it. */
export interface EnricherNotice {
  /** `store_unavailable`: answers are kept in memory only for now. `defect`: our own code threw. */
  readonly kind: "store_unavailable" | "defect";
  readonly cause: unknown;
}

/** What an enricher is made of: one connection, one key. */
export interface EnricherParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly service: EnrichService;
  readonly slots: Slots;
  /** Without one, answers live as long as the enricher. */
  readonly store?: AnswerStore;
  /** Answers of a gateway before which the gate need not be troubled. Default: nobody is asked for them. */
  readonly keptQuestion?: KeptQuestion;
  /** Default: everything may be asked for. */
  readonly gate?: SpendGate;
  /** Default: the catalogue's. */
  readonly facts?: SectionFacts;
  readonly settings?: Partial<EnricherSettings>;
  /** Whose reply was lost. Default: known as long as the enricher lives. */
  readonly lost?: LostReplies;
  /** Answers under these keys were deleted for their age. */
  readonly onDeleted?: (keys: readonly string[]) => void;
  readonly onBilled?: OnBilled;
  readonly onNotice?: (notice: EnricherNotice) => void;
}
