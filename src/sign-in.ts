import { browserClock } from "./excel/browser-clock";
import { createSignInQuestion } from "./crustdata/gateway-sign-in";
import { tellParent } from "./excel/office";
import { runSignInPage } from "./excel/sign-in/sign-in-page";

// Read before Office starts: it changes the address.
const { hash, origin } = location;

void runSignInPage({
  hash,
  readWanted: createSignInQuestion({
    fetch: (input, init) => fetch(input, init),
    baseUrl: `${origin}/api`,
    headers: () => ({}),
    clock: browserClock,
  }),
  go: (address) => location.replace(address),
  tellPane: tellParent,
  say(sentence) {
    const line = document.getElementById("line");
    if (line !== null) line.textContent = sentence;
  },
});
