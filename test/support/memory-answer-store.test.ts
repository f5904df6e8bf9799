import { describeAnswerStore } from "../contracts/answer-store";
import { createMemoryAnswerStore } from "./memory-answer-store";

describeAnswerStore("in memory", () => createMemoryAnswerStore());
