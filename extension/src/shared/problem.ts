import type { Problem } from "./api";

/** Codes of the agent; the extension words each by itself. */
export const agentCodes = [
  "MALFORMED", "NOT_AUTHENTICATED", "REVOKED", "EXPIRED", "ORIGIN_REFUSED", "SITE_REFUSED", "DESTINATION_REFUSED", "SCOPE_MISSING", "NO_CONSENT",
  "WRONG_CODE", "NOT_FOUND", "METHOD_REFUSED", "PAIRING_CLOSED", "TOO_LARGE", "CHANGED_MEANWHILE", "NOT_JSON", "WRONG_HOST",
  "PRECONDITION_MISSING", "TOO_MANY", "TOO_SLOW", "INTERNAL", "UNAVAILABLE",
] as const;

/** What goes wrong on this side, before or instead of an answer of the agent. */
export const ownCodes = [
  "NOT_RUNNING", "OTHER_PROGRAM", "BROWSER_BLOCKED", "NOT_OUR_AGENT", "AGENT_NOT_PROVEN", "VERSION_TOO_OLD", "NOT_PAIRED", "CODE_MALFORMED", "UNEXPECTED",
] as const;

export type ProblemCode = (typeof agentCodes)[number] | (typeof ownCodes)[number];

const known: ReadonlySet<string> = new Set<string>([...agentCodes, ...ownCodes]);

const isKnown = (code: string): code is ProblemCode => known.has(code);

/** Something went wrong that a person can be told, and mostly can cure. */
export class AgentProblem extends Error {
  override readonly name = "AgentProblem";

  constructor(readonly code: ProblemCode, readonly detail = "") {
    super(detail === "" ? code : `${code}: ${detail}`);
  }

  /** Reads problem+json; anything else is UNEXPECTED. */
  static from(body: unknown, status: number): AgentProblem {
    const problem = body as Partial<Problem> | null;
    const code = typeof problem?.code === "string" ? problem.code : "";
    const detail = typeof problem?.detail === "string" ? problem.detail : `HTTP ${status}`;
    return new AgentProblem(isKnown(code) ? code : "UNEXPECTED", detail);
  }
}

/** Any thrown thing as a problem: what is not ours to name is UNEXPECTED. */
export function problemOf(thrown: unknown): AgentProblem {
  return thrown instanceof AgentProblem ? thrown : new AgentProblem("UNEXPECTED", thrown instanceof Error ? thrown.message : String(thrown));
}
