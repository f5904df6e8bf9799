import { runPresenceContract } from "../contracts/run-presence";
import { memoryPresence } from "./memory-presence";

runPresenceContract("Presence in memory", memoryPresence);
