import { Button, FluentProvider, makeStaticStyles, makeStyles, tokens, type Theme } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { Message } from "./Message";
import type { UsagePageParts } from "./parts";
import { PeriodField, startOf, type ChosenPeriod } from "./PeriodField";
import { SignInForm } from "./SignInForm";
import { creditsOf } from "./usage";
import type { UsageReading } from "./usage-source";
import { UsageView } from "./UsageView";
import { useInvented, useUsage, type ShownUsage } from "./use-usage";
import { creditsText, periodText } from "./words";

const usePageStyles = makeStaticStyles({ body: { margin: 0 } });

const useStyles = makeStyles({
  page: { minHeight: "100vh", lineHeight: tokens.lineHeightBase300 },
  column: {
    maxWidth: "1120px",
    margin: "0 auto",
    padding: "24px 16px 48px",
    display: "flex",
    flexDirection: "column",
    rowGap: "20px",
    "@media (min-width: 640px)": { padding: "32px 32px 64px" },
  },
  head: { display: "flex", flexWrap: "wrap", gap: "8px 24px", alignItems: "flex-start" },
  words: { flex: "1 1 240px" },
  product: { margin: 0, color: tokens.colorNeutralForeground3 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    // It has the focus only after signing in, for those who hear the page.
    outlineStyle: "none",
  },
  bar: { display: "flex", flexWrap: "wrap", gap: "12px 16px", alignItems: "flex-end" },
  spacer: { flexGrow: 1 },
  old: { opacity: 0.6 },
  status: { minHeight: "20px", margin: "-12px 0 -4px", color: tokens.colorNeutralForeground3 },
});

export interface UsagePageProps {
  readonly parts: UsagePageParts;
  readonly look: { readonly name: "light" | "dark"; readonly theme: Theme };
}

/** The administrator's page: who spent what in which days. */
export function UsagePage({ parts, look }: UsagePageProps) {
  usePageStyles();
  const styles = useStyles();
  const title = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<ChosenPeriod>(() => startOf(parts.today()));
  const shown = useUsage(parts.source, chosen.period);
  const { reading, isLoading } = shown;
  const canSignOut = reading?.isSignedIn === true && reading.outcome !== "signed_out";
  const canAsk = reading === undefined || reading.outcome === "read" || reading.outcome === "failed";

  const isInvented = useInvented(parts.source, reading?.outcome === "read");

  async function signOut(): Promise<void> {
    await parts.signIn.signOut();
    shown.reload(true);
  }

  return (
    <FluentProvider theme={look.theme} className={styles.page} style={{ colorScheme: look.name }}>
      <div className={styles.column}>
        <header className={styles.head}>
          <div className={styles.words}>
            <p className={styles.product}>Enrich for Excel</p>
            <h1 ref={title} tabIndex={-1} className={styles.title}>
              Who spent what
            </h1>
          </div>
          {canSignOut && <Button onClick={() => void signOut()}>Sign out</Button>}
        </header>
        {isInvented && <Message>Sandbox: the people are invented, and these credits are not real.</Message>}
        <main className={styles.column} style={{ padding: 0, margin: 0, maxWidth: "none" }} aria-busy={isLoading}>
          {canAsk && (
            <div className={styles.bar}>
              <PeriodField chosen={chosen} today={parts.today()} onChoose={setChosen} />
              <span className={styles.spacer} />
              <Button onClick={() => shown.reload()} disabledFocusable={isLoading}>
                Refresh
              </Button>
            </div>
          )}
          <p role="status" className={styles.status}>
            {statusText(shown)}
          </p>
          <div className={isLoading ? styles.old : undefined}>
            <Outcome
              reading={reading}
              parts={parts}
              look={look.name}
              onRetry={() => shown.reload()}
              onSignOut={canSignOut ? () => void signOut() : undefined}
              onSignedIn={() => {
                shown.reload(true);
                title.current?.focus();
              }}
            />
          </div>
        </main>
      </div>
    </FluentProvider>
  );
}

function Outcome(props: {
  readonly reading: UsageReading | undefined;
  readonly parts: UsagePageParts;
  readonly look: "light" | "dark";
  readonly onRetry: () => void;
  readonly onSignOut: (() => void) | undefined;
  readonly onSignedIn: () => void;
}) {
  const { reading, parts } = props;
  switch (reading?.outcome) {
    case undefined:
      return null;
    case "read":
      return <UsageView usage={reading.usage} parts={parts} look={props.look} />;
    case "signed_out":
      return <SignInForm signIn={parts.signIn} wasRefused={reading.isSignedIn} onSignedIn={props.onSignedIn} />;
    case "forbidden":
      return (
        <Message
          isProblem
          {...(props.onSignOut && { action: { text: "Sign in as somebody else", onPress: props.onSignOut } })}
        >
          This account may not see who spent what. Only administrators may; ask the person who runs the gateway.
        </Message>
      );
    case "failed":
      return (
        <Message isProblem action={{ text: "Try again", onPress: props.onRetry }}>
          {reading.sentence}
        </Message>
      );
  }
}

function statusText({ reading, isLoading }: ShownUsage): string {
  if (isLoading) return "Loading…";
  if (reading?.outcome !== "read") return "";
  const { rows, period } = reading.usage;
  return `${periodText(period)}, days in UTC: ${creditsText(creditsOf(rows))}.`;
}
