// A busy machine is slow, not wrong: the tests themselves wait for conditions, never for time.
jest.setTimeout(60_000);
