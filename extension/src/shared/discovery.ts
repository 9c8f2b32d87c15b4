import type { Hello } from "./api";
import { randomHex } from "./bytes";
import { isSignedBy } from "./hello";
import { AgentProblem, type ProblemCode } from "./problem";

/** The agent's own port, and where it goes when that one is taken. The manifest's connect-src lists just these. */
export const PORTS = [17480, 17481, 17482, 17483] as const;

/** A port where nobody listens refuses at once; only a busy computer takes longer. */
const HELLO_TIMEOUT_MILLIS = 5_000;
const API = "v1";

export interface Found { port: number; hello: Hello; nonce: string }

type Answer = { kind: "AGENT"; found: Found } | { kind: "OTHER_PROGRAM" } | { kind: "NOTHING" };

/** How a port is asked; tests hand in their own. */
export interface Network {
  fetch(url: string, init: RequestInit): Promise<Response>;
  isBlocked(): Promise<boolean>;
}

export const browserNetwork: Network = {
  fetch: (url, init) => fetch(url, init),
  isBlocked: loopbackDenied,
};

/** Any agent, for pairing. The rejection says what stands in its place. */
export async function findAnyAgent(network: Network = browserNetwork): Promise<Found> {
  const answers = await askAll(network, PORTS);
  return newest(answers) ?? fail(network, answers);
}

/** The agent that we paired with: the one that proves its key, on whichever port. */
export async function findPairedAgent(agentKey: string, lastPort: number, network: Network = browserNetwork): Promise<Found> {
  const [last] = await askAll(network, [lastPort]);
  if (last?.kind === "AGENT" && (await isOurs(agentKey, last.found))) return spoken(last.found);
  const answers = await askAll(network, PORTS);
  let stranger = false;
  for (const answer of answers) {
    if (answer.kind !== "AGENT") continue;
    if (await isOurs(agentKey, answer.found)) return spoken(answer.found);
    stranger = true;
  }
  if (stranger) throw new AgentProblem("NOT_OUR_AGENT");
  return fail(network, answers);
}

const isOurs = (agentKey: string, { hello, nonce, port }: Found): Promise<boolean> => isSignedBy(agentKey, hello, nonce, port);

const askAll = (network: Network, ports: readonly number[]): Promise<Answer[]> => Promise.all(ports.map((port) => ask(network, port)));

async function ask(network: Network, port: number): Promise<Answer> {
  const nonce = randomHex(16);
  const url = `http://127.0.0.1:${port}/v1/hello`;
  const init = { cache: "no-store", credentials: "omit", redirect: "error" } as const;
  try {
    const response = await network.fetch(`${url}?nonce=${nonce}`, { ...init, signal: AbortSignal.timeout(HELLO_TIMEOUT_MILLIS) });
    const hello: unknown = await response.json();
    return isHello(hello) ? { kind: "AGENT", found: { port, hello, nonce } } : { kind: "OTHER_PROGRAM" };
  } catch (thrown) {
    return thrown instanceof SyntaxError ? { kind: "OTHER_PROGRAM" } : await opaque(network, url);
  }
}

/** A program that gives no leave to be read still answers a request whose answer nobody reads. */
async function opaque(network: Network, url: string): Promise<Answer> {
  try {
    await network.fetch(url, { mode: "no-cors", cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(HELLO_TIMEOUT_MILLIS) });
    return { kind: "OTHER_PROGRAM" };
  } catch {
    return { kind: "NOTHING" };
  }
}

function isHello(value: unknown): value is Hello {
  const hello = value as Partial<Hello> | null;
  return hello?.product === "lumora" && Array.isArray(hello.api) && typeof hello.version === "string";
}

function newest(answers: Answer[]): Found | null {
  const agents = answers.flatMap((answer) => (answer.kind === "AGENT" ? [answer.found] : []));
  const open = agents.find(({ hello }) => hello.pairing === "OPEN") ?? agents[0];
  return open === undefined ? null : spoken(open);
}

function spoken(found: Found): Found {
  if (!found.hello.api.includes(API)) throw new AgentProblem("VERSION_TOO_OLD", found.hello.version);
  return found;
}

async function fail(network: Network, answers: Answer[]): Promise<never> {
  throw new AgentProblem(await reason(network, answers));
}

async function reason(network: Network, answers: Answer[]): Promise<ProblemCode> {
  if (answers.some(({ kind }) => kind === "OTHER_PROGRAM")) return "OTHER_PROGRAM";
  return (await network.isBlocked()) ? "BROWSER_BLOCKED" : "NOT_RUNNING";
}

/** Whether the browser says itself that it keeps extensions from this computer's own addresses. */
async function loopbackDenied(): Promise<boolean> {
  for (const name of ["loopback-network", "local-network-access"]) {
    try {
      if ((await navigator.permissions.query({ name: name as PermissionName })).state === "denied") return true;
    } catch {
      // This browser has no permission of that name.
    }
  }
  return false;
}
