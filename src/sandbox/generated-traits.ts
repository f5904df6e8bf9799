/** A line of work: titles from first to latest, with what people in it know and say. */
export interface Track {
  readonly department: string;
  readonly titles: readonly [string, string, string, string];
  readonly skills: readonly [string, ...string[]];
  readonly fields: readonly [string, ...string[]];
  readonly summaries: readonly [string, ...string[]];
}

/** The seniority of the four titles of a track. */
export const trackLevels = ["Entry Level", "Senior", "Experienced Manager", "Director"] as const;

export const tracks: readonly [Track, ...Track[]] = [
  {
    department: "Engineering",
    titles: ["Software Developer", "Senior Software Engineer", "Engineering Manager", "Director of Engineering"],
    skills: ["TypeScript", "PostgreSQL", "System Design", "Code Review", "Kubernetes", "Mentoring"],
    fields: ["Computer Science", "Software Engineering"],
    summaries: [
      "I keep billing systems boring. Most of my work is removing code that nobody remembers writing.",
      "Back-end developer who likes queues, small services and good error messages.",
    ],
  },
  {
    department: "Data",
    titles: ["Data Analyst", "Data Scientist", "Analytics Lead", "Head of Data"],
    skills: ["SQL", "Python", "Forecasting", "Experiment Design", "dbt", "Data Visualisation"],
    fields: ["Statistics", "Applied Mathematics"],
    summaries: [
      "I turn questions from the warehouse floor into numbers that people there believe.",
      "Forecasts, experiments and the patience to explain both.",
    ],
  },
  {
    department: "Marketing",
    titles: ["Marketing Assistant", "Content Strategist", "Brand Manager", "Marketing Director"],
    skills: ["Copywriting", "Market Research", "Campaign Planning", "Search Marketing", "Brand Strategy"],
    fields: ["Communication Studies", "Business Administration"],
    summaries: [
      "I write for people who read on the bus. Before that: radio.",
      "Brands for companies that make useful, unglamorous things.",
    ],
  },
  {
    department: "Sales",
    titles: ["Sales Representative", "Account Executive", "Sales Manager", "Sales Director"],
    skills: ["Negotiation", "Account Management", "Forecasting", "Presentations", "Key Accounts"],
    fields: ["Economics", "International Business"],
    summaries: [
      "I sell to hospitals, slowly and honestly.",
      "Long contracts, few surprises. I answer the phone myself.",
    ],
  },
  {
    department: "Finance",
    titles: ["Accountant", "Financial Analyst", "Finance Manager", "Finance Director"],
    skills: ["Budgeting", "Financial Reporting", "Audit", "Cash Flow", "Excel"],
    fields: ["Accounting", "Finance"],
    summaries: ["Month-end in three days, without weekends. Ask me how.", "Finance for growing workshops and clinics."],
  },
  {
    department: "Operations",
    titles: ["Logistics Coordinator", "Supply Planner", "Operations Manager", "Director of Operations"],
    skills: ["Supply Planning", "Lean", "Warehouse Management", "Procurement", "Route Planning"],
    fields: ["Industrial Engineering", "Logistics"],
    summaries: [
      "I make sure that the right pallet is at the right door.",
      "Fifteen harvests, two floods, no missed ship.",
    ],
  },
  {
    department: "Human Resources",
    titles: ["Recruiter", "Talent Partner", "People Manager", "Head of People"],
    skills: ["Interviewing", "Onboarding", "Labour Law", "Workforce Planning", "Coaching"],
    fields: ["Psychology", "Human Resource Management"],
    summaries: [
      "I hire nurses and engineers, and I call everyone back.",
      "People work for people: that is most of what I know.",
    ],
  },
  {
    department: "Design",
    titles: ["Visual Designer", "Product Designer", "Design Lead", "Head of Design"],
    skills: ["Interaction Design", "Prototyping", "Typography", "User Research", "Accessibility"],
    fields: ["Graphic Design", "Industrial Design"],
    summaries: [
      "I draw timetables, forms and other things that must not be misunderstood.",
      "Design for hands in gloves: machines, tickets, doors.",
    ],
  },
];

/** Where a generated person may come from: names that belong together, with the places they live in. */
export interface Origin {
  readonly countries: readonly [string, ...string[]];
  readonly language: string;
  readonly first: readonly [string, ...string[]];
  readonly last: readonly [string, ...string[]];
}

export const origins: readonly [Origin, ...Origin[]] = [
  {
    countries: ["Norway"],
    language: "Norwegian",
    first: ["Ingrid", "Sigurd", "Tuva", "Eirik", "Solveig", "Halvor"],
    last: ["Haugland", "Nesheim", "Tveito", "Bakkerud", "Lindvik"],
  },
  {
    countries: ["Germany"],
    language: "German",
    first: ["Frieda", "Matthias", "Antje", "Jürgen", "Leonie", "Till"],
    last: ["Brückner", "Sommerfeld", "Kaltenbach", "Weißgerber", "Ostermann"],
  },
  {
    countries: ["Brazil"],
    language: "Portuguese",
    first: ["Luana", "Thiago", "Beatriz", "Caetano", "Iara", "Renato"],
    last: ["Figueiredo", "Moraes", "Sampaio", "Quintela", "Brandão"],
  },
  {
    countries: ["Spain", "Mexico"],
    language: "Spanish",
    first: ["Inés", "Álvaro", "Ximena", "Joaquín", "Paloma", "Darío"],
    last: ["Montesinos", "Escobedo", "Valcárcel", "Urrutia", "Peñalver"],
  },
  {
    countries: ["India"],
    language: "Hindi",
    first: ["Anjali", "Rohan", "Meenakshi", "Devansh", "Kavya", "Nikhil"],
    last: ["Deshpande", "Iyengar", "Chatterjee", "Rathore", "Kulkarni"],
  },
  {
    countries: ["United Kingdom", "United States", "Canada", "Australia"],
    language: "English",
    first: ["Imogen", "Callum", "Harriet", "Dexter", "Rosalind", "Wesley"],
    last: ["Ashworth", "Pemberton", "Holloway", "Thackeray", "Merriweather"],
  },
  {
    countries: ["Kenya", "Nigeria"],
    language: "English",
    first: ["Wanjiku", "Chidi", "Achieng", "Babatunde", "Njeri", "Emeka"],
    last: ["Kamau", "Okonkwo", "Otieno", "Adeyemi", "Mwangi"],
  },
  {
    countries: ["Poland"],
    language: "Polish",
    first: ["Zofia", "Kacper", "Jadwiga", "Mikołaj", "Halina", "Bartosz"],
    last: ["Sikora", "Wrona", "Mazur", "Zaręba", "Kruk"],
  },
];
