import { createMemoryUsage } from "../../../src/gateway/usage/memory-usage";
import { describeUsageLedger } from "../../contracts/usage-ledger";

describeUsageLedger("in memory", createMemoryUsage);
